// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What everything that reads or writes ZIP files shares about libarchive.

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include <memory>
#include <string>

namespace timbre {

struct ArchiveCloser {
    void operator()(archive* handle) const { archive_free(handle); }
};
using ArchiveHandle = std::unique_ptr<archive, ArchiveCloser>;

struct ArchiveEntryCloser {
    void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};
using ArchiveEntryHandle = std::unique_ptr<archive_entry, ArchiveEntryCloser>;

/// libarchive's own words about what went wrong while writing; while reading they say nothing to anybody.
inline std::string archiveTrouble(archive* handle) {
    const char* text = archive_error_string(handle);
    return text == nullptr ? "unknown reason" : text;
}

/// While it lives, names of parts are UTF-8 on this thread: libarchive turns them into those of the thread's locale, and
/// other libraries change that of the process.
class Utf8ArchiveNames {
  public:
    Utf8ArchiveNames() : locale_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
        if (locale_ != nullptr) {
            before_ = ::uselocale(locale_);
        }
    }
    Utf8ArchiveNames(const Utf8ArchiveNames&) = delete;
    Utf8ArchiveNames& operator=(const Utf8ArchiveNames&) = delete;
    ~Utf8ArchiveNames() {
        if (locale_ != nullptr) {
            ::uselocale(before_);
            ::freelocale(locale_);
        }
    }

  private:
    locale_t locale_;
    locale_t before_ = nullptr;
};

}  // namespace timbre
