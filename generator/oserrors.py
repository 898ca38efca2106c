"""Why the system refused, and what stands where a file should, in the clerk's words."""

from __future__ import annotations

import errno
import stat

REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "超过系统允许的文件大小",
    errno.EIO: "磁盘读写出错",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "同名的文件已存在，不是文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.ELOOP: "符号链接互相指向，没有尽头",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EBUSY: "正被别的程序占用",
    errno.ETXTBSY: "正被别的程序占用",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ENOMEM: "内存不足",
    errno.ENXIO: "设备不可用",
}
# not a device, a pipe or the like: reading one may never end, and writing is no business of ours
KINDS = {
    stat.S_IFIFO: "管道",
    stat.S_IFCHR: "设备",
    stat.S_IFBLK: "设备",
    stat.S_IFSOCK: "套接字",
    stat.S_IFLNK: "符号链接",
    stat.S_IFDIR: "一个文件夹",
}


def kind(mode: int) -> str:
    """What is no ordinary file, by the mode that ``stat`` gives."""
    return KINDS.get(stat.S_IFMT(mode), "特殊文件")


def reason(error: OSError | ValueError) -> str:
    """What went wrong with a file: in Chinese where it is known, else in the system's words."""
    if not isinstance(error, OSError):
        return str(error)
    return REASONS.get(error.errno or 0) or error.strerror or str(error)
