#!/usr/bin/env bash
# 离线安装公开（gongkai）：bash install.sh [安装到哪个文件夹，默认 ~/gongkai]
# Installs gongkai without network: bash install.sh [folder, ~/gongkai by default]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

tell() { printf '%s\n' "$@" >&2; }
fail() {
    tell "" "$@"
    exit 2
}

case ${1:-} in
-*)
    tell "用法：bash install.sh [文件夹] · usage: bash install.sh [folder]"
    exit 2
    ;;
esac
[ $# -gt 0 ] || set -- "$HOME/gongkai"
# An installation of before is renewed where it is; nothing else in a folder is touched.
[ -d "$1/share/gongkai" ] || [ -z "$(ls -A "$1" 2>/dev/null)" ] ||
    fail "文件夹 $1 里有别的东西，请换一个。" "$1 holds something else: name another folder."

# ---------------------------------------------------------------- what has to be there

python='' found='' no_venv=''
for name in python3.13 python3.12 python3.11 python3; do
    version=$("$name" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
    found="$found $version"
    case $version in 3.11 | 3.12 | 3.13) ;; *) continue ;; esac
    if "$name" -c 'import ensurepip, venv' 2>/dev/null; then
        python=$name
        break
    fi
    no_venv=$version
done
if [ -z "$python" ] && [ -n "$no_venv" ]; then
    fail "Python $no_venv 不能建立虚拟环境（缺 venv、ensurepip）。请管理员安装：" \
        "    Debian、Ubuntu 一类：apt-get install python$no_venv-venv" \
        "Python $no_venv cannot make a virtual environment: have python$no_venv-venv installed."
fi
[ -n "$python" ] || fail \
    "需要 Python 3.11、3.12 或 3.13。本机有：${found:- 没有 Python}。请管理员安装。" \
    "    Debian 12、13，Ubuntu 24.04：apt-get install python3 python3-venv" \
    "Python 3.11, 3.12 or 3.13 is needed. Here:${found:- none}."

missing=$("$python" -c '
from ctypes.util import find_library
print(*(name for name in ("pango-1.0", "pangoft2-1.0", "fontconfig") if not find_library(name)))')
[ -z "$missing" ] || fail \
    "缺少系统库：$missing。请管理员从系统的安装源（光盘、内网源）安装：" \
    "    Debian、Ubuntu 一类：apt-get install libpango-1.0-0 libpangoft2-1.0-0 fontconfig" \
    "    Fedora、openEuler 一类：dnf install pango fontconfig" \
    "System libraries are missing: $missing. Have them installed as above."

# ---------------------------------------------------------------- installing

tell "正在安装到 $1（$python，不用网络）…… · installing, without network"
"$python" -m venv "$1"
pip=("$1/bin/python" -m pip --isolated --quiet --disable-pip-version-check install --no-index)
export PIP_CONFIG_FILE=/dev/null # what this machine's pip is told otherwise does not matter
{
    "${pip[@]}" --find-links wheels --only-binary :all: --require-hashes --requirement requirements.txt &&
        "${pip[@]}" --no-deps --force-reinstall wheels/gongkai-*.whl
} || fail \
    "安装失败，原因见上。这个安装包是给 $(cat 平台.txt) 的。" \
    "Installing failed; the reason is above. This bundle is for the system named there."
mkdir -p "$1/share/gongkai/fonts"
cp -R fonts/. "$1/share/gongkai/fonts"
"$1/bin/gongkai" doctor >"$1/doctor.txt" || {
    cat "$1/doctor.txt" >&2
    fail "已安装，但有缺项：见上面标 ✗ 的各行。" "Installed, but something is missing: the lines with ✗."
}
tell "" \
    "安装好了。试一试：" \
    "    $1/bin/render 例子/quanzhou-2025-budget.yaml -o 公开" \
    "Installed. Try the command above."
