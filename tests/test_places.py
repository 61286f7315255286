"""Where a store may live: this computer's own disk, writable, with room."""
from __future__ import annotations

import os

import pytest

from db import places
from db.errors import Denied, Unreadable

MOUNTS = r"""sysfs /sys sysfs rw 0 0
/dev/sda2 / ext4 rw 0 0
//server/share /mnt/office\040files cifs rw 0 0
server:/export /srv/nfs nfs4 rw 0 0
/dev/sdb1 /srv/nfs/local ext4 rw 0 0
me@far: /home/me/far fuse.sshfs rw 0 0
drvfs /mnt/c 9p rw 0 0
/dev/sdc1 /media/usb fuseblk rw 0 0
tmpfs /tmp tmpfs rw 0 0
/dev/sdd1 /tmp ext4 rw 0 0
broken
"""


@pytest.mark.parametrize(("path", "kind", "remote"), [
    ("/home/me", "ext4", False),
    ("/mnt/office files", "cifs", True),
    ("/mnt/office files/data", "cifs", True),
    ("/mnt/office filesystem", "ext4", False),
    ("/srv/nfs/data", "nfs4", True),
    ("/srv/nfs/local/data", "ext4", False),
    ("/home/me/far/data", "fuse.sshfs", True),
    ("/mnt/c/data", "9p", True),
    ("/media/usb/data", "fuseblk", False),
    ("/tmp/data", "ext4", False),
])
def test_the_mount_table_tells_which_folders_are_on_another_computer(path, kind, remote):
    assert places.mount_type(path, MOUNTS) == kind
    assert (places.REMOTE_TYPES.fullmatch(kind) is not None) == remote


def test_no_mount_table_means_nothing_is_known():
    assert places.mount_type("/home", "") == ""


@pytest.mark.parametrize(("path", "remote"), [
    ("\\\\server\\share\\data", True), ("//server/share/data", True), ("\\\\?\\UNC\\server\\share", True),
    ("Z:\\data", True), ("\\\\?\\Z:\\data", True), ("C:\\data", False), ("\\\\?\\C:\\data", False),
])
def test_windows_shares_and_network_drives_are_recognised(path, remote):
    assert places.is_remote_on_windows(path, lambda root: 4 if root.upper().startswith("Z:") else 3) == remote


def test_a_network_folder_is_refused_with_the_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "_mounts", lambda: f"//server/share {tmp_path} cifs rw 0 0")
    monkeypatch.setattr(places, "_drive_type", lambda root: places.REMOTE_DRIVE)
    with pytest.raises(Denied, match="一套数据只给一台电脑用"):
        places.prepare(tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_a_good_folder_is_made_and_left_empty(tmp_path):
    places.prepare(tmp_path / "new" / "数据 文件夹")
    assert list((tmp_path / "new" / "数据 文件夹").iterdir()) == []


def test_a_folder_under_a_file_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(Unreadable, match="建不了"):
        places.prepare(tmp_path / "file" / "data")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="an administrator may write everywhere")
def test_a_folder_without_the_right_to_write_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(Unreadable, match="不能写入"):
        places.prepare(tmp_path)
    tmp_path.chmod(0o700)


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="needs a folder that refuses everybody")
def test_a_folder_that_refuses_even_the_administrator_is_refused():
    from pathlib import Path

    with pytest.raises(Unreadable, match="不能写入|不适合"):
        places.prepare(Path("/proc/self"))


def test_little_free_space_is_warned_of(tmp_path):
    free = places.free_megabytes(tmp_path / "not" / "yet")
    assert free > 0
    assert places.space_warning(500) is None
    assert "磁盘只剩 499 MB" in str(places.space_warning(499))
    assert places.space_warning(499, least=100) is None
