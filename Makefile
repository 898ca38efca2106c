# 各项任务 · What can be made. GNU make 3.81 or newer.
# `make render FILE=我的预算.yaml` renders another file; ARGS goes on to the command that is run.

PYTHON := .venv/bin/python
FILE   ?= data/published/quanzhou-2025-budget.yaml
ARGS   ?=
LOCK   := .venv/bin/uv pip compile --quiet --universal --upgrade --generate-hashes --custom-compile-command 'make lock'

.DEFAULT_GOAL := help
.PHONY: help setup ready lock render test test-lowest test-newest proof roundtrip bench fuzz docs bundle clean

help: ## 列出各项任务
	@grep -E '^[a-z -]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z -]+):.*## (.*)/  make \1	\2/' | expand -t 32

setup: ## 安装所需的一切（系统库、.venv、字体），缺什么装什么
	@bash .ci/setup --retry

ready:
	@bash .ci/setup

lock: ready ## 更新锁定的版本：.ci/requirements.txt（使用）、.ci/requirements-dev.txt（开发）
	$(LOCK) pyproject.toml -o .ci/requirements.txt
	$(LOCK) pyproject.toml --group dev -c .ci/requirements.txt -o .ci/requirements-dev.txt

render: ready ## 生成 PDF 和 DOCX 到 outputs/（FILE=某个.yaml，默认为泉州 2025 年预算）
	.venv/bin/render $(ARGS) "$(FILE)"

test: ready ## 代码检查、类型检查和全部测试
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m mypy
	$(PYTHON) -m pytest $(ARGS)

test-lowest test-newest: ready ## 全部测试，用 pyproject.toml 所许的最旧、最新的 Python 包
	bash .ci/range $@
	build/$@/bin/python -m pytest $(ARGS)

proof: ready ## 慢的核对：make test 以外的全部
	$(PYTHON) -m pytest -m slow $(ARGS)
	$(MAKE) roundtrip test-lowest test-newest

roundtrip: ready ## 五份已公开文本的往返核对：生成、读回、逐格比较
	$(PYTHON) -m tests.roundtrip $(ARGS)

bench: ready ## 测量用时
	$(PYTHON) benchmarks/run.py $(ARGS)

fuzz: ready ## 用随机数据长时间试错
	$(PYTHON) -m tests.fuzz $(ARGS)

docs: ready ## 由代码生成参考文档到 docs/
	$(PYTHON) -m docs.build $(ARGS)

bundle: ready ## 离线安装包：build/gongkai-….tar.gz，给没有网络的机器
	bash .ci/bundle

clean: ## 删除生成的文件和缓存（保留 .venv；连同环境一起删除：rm -rf .venv）
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find outputs -mindepth 1 ! -name .gitkeep -delete
	find . -path ./.venv -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
