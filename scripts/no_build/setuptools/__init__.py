# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in for setuptools while pip downloads source packages: pip asks a package's build backend for its name and
version, and the real backend would run the package's set-up code, which may need compilers and other packages."""
