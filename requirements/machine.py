"""What this machine lacks, each with the one command that cures it. Runs before anything is installed.

Only the standard library, and no syntax that an old Python cannot read: it must be able to say that it is too old.
Exit 1 if usher cannot be installed; what only the chat model needs is said, and usher goes on without it.
"""

import ctypes
import importlib.util
import os
import platform
import shutil
import sys

PACKAGE_MANAGERS = (
    # command, what installs Python with venv, what installs libgomp
    ("apt-get", "sudo apt-get install -y python3 python3-venv", "sudo apt-get install -y libgomp1"),
    ("dnf", "sudo dnf install -y python3.12", "sudo dnf install -y libgomp"),
    ("pacman", "sudo pacman -S --needed python", "sudo pacman -S --needed gcc-libs"),
    ("apk", "sudo apk add python3 py3-pip", "sudo apk add libgomp"),
    ("brew", "brew install python@3.12", "brew install libomp"),
)


def cures():
    """(for Python and venv, for libgomp) on this machine."""
    for command, python, gomp in PACKAGE_MANAGERS:
        if shutil.which(command):
            return python, gomp
    return "install Python 3.11 or newer from your system's packages", "install libgomp from your system's packages"


def blockers():
    """Sentences about what must be there."""
    python, _ = cures()
    if sys.version_info < (3, 11):
        yield "usher needs Python 3.11 or newer, this is %s. Run: %s (or: make PYTHON=/path/to/python3.12 ...)" % (
            platform.python_version(),
            python,
        )
    elif not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        yield "This Python cannot make environments (venv is missing). Run: " + python


def lacks():
    """Sentences about what only the chat model needs."""
    _, gomp = cures()
    if sys.platform == "linux" and not has_library("libgomp.so.1"):
        yield "libgomp is missing, so no chat model can run here (the built-in planner can). Run: " + gomp
    if not has_avx2():
        yield "This processor has no AVX2, so no chat model can run here. Run: make run MODEL=planner"


def has_library(name):
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_avx2():
    """True also where there is no way to know, and on processors of another family."""
    if platform.machine() not in ("x86_64", "AMD64") or not os.path.exists("/proc/cpuinfo"):
        return True
    with open("/proc/cpuinfo") as stream:
        return any(line.startswith("flags") and "avx2" in line.split() for line in stream)


if __name__ == "__main__":
    stops = list(blockers())
    for sentence in stops + list(lacks()):
        sys.stderr.write(sentence + "\n")
    sys.exit(1 if stops else 0)
