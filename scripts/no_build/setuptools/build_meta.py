# SPDX-License-Identifier: GPL-3.0-or-later
"""The one hook (PEP 517) that a download needs. Nothing of a package is run: its PKG-INFO says all."""
import email.parser
import pathlib
import shutil
import sys


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    with open("PKG-INFO", encoding="utf-8") as stream:  # pip calls with the unpacked package as working folder
        fields = email.parser.HeaderParser().parse(stream)
    folder = pathlib.Path(metadata_directory) / f"{fields['Name'].replace('-', '_')}-{fields['Version']}.dist-info"
    folder.mkdir()
    shutil.copy("PKG-INFO", folder / "METADATA")
    return folder.name


__legacy__ = sys.modules[__name__]  # the backend of packages that name none
