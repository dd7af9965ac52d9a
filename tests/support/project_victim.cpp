// SPDX-License-Identifier: GPL-3.0-or-later
// project-victim FILE SEED: edits a project at random without end, until it is killed. Before each edit it prints what
// it is going to do, and once the edit is confirmed "done" with a digest of the content and the steps that undo and
// redo stand at.
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <string>

#include "tests/support/project_tools.h"

namespace {

using namespace timbre;

void say(const std::string& line) {
    fmt::print("{}\n", line);
    std::fflush(stdout);
}

void confirm(const Project& project) {
    const auto undo = project.nextUndo().value();
    const auto redo = project.nextRedo().value();
    say(fmt::format("done {} {} {}", test::digestOf(test::contentOf(project)), undo ? undo->id : 0,
                    redo ? redo->id : 0));
}

long writesLeft = 0;

void dieWhenDue(int descriptor, const void* bytes, std::size_t count, off_t at) {
    if (writesLeft > 0 && --writesLeft == 0) {
        [[maybe_unused]] const ssize_t half = ::pwrite(descriptor, bytes, count / 2, at);
        ::kill(::getpid(), SIGKILL);
    }
}

ssize_t mortalWrite(int descriptor, const void* bytes, std::size_t count, off_t at) {
    dieWhenDue(descriptor, bytes, count, at);
    return ::pwrite(descriptor, bytes, count, at);
}

/// SQLite lets its system calls be replaced, for tests like this one.
bool countWrites(long writes) {
    sqlite3_vfs* system = sqlite3_vfs_find(nullptr);
    writesLeft = writes;
    const auto replacement = reinterpret_cast<sqlite3_syscall_ptr>(mortalWrite);
    const int wide = system->xSetSystemCall(system, "pwrite64", replacement);
    const int plain = system->xSetSystemCall(system, "pwrite", replacement);
    return wide == SQLITE_OK || plain == SQLITE_OK;
}

void editForever(Project& project, std::uint64_t seed) {
    test::RandomEditor editor(seed, false);  // each edit can be taken back on its own
    for (;;) {
        const auto draw = editor.below(10);
        if (draw == 0 && project.nextUndo().value()) {
            say("undo");
            static_cast<void>(project.undo().value());
        } else if (draw <= 1 && project.nextRedo().value()) {
            say("redo");
            static_cast<void>(project.redo().value());
        } else {
            say("edit");
            editor.edit(project);
        }
        confirm(project);
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3 || argc > 4) {
        return 2;
    }
    try {
        auto project = Project::open(argv[1]);
        if (!project) {
            fmt::print(stderr, "{}\n", project.error().message());
            return 1;
        }
        if (argc == 4 && !countWrites(std::stol(argv[3]))) {
            return 3;
        }
        confirm(*project);
        editForever(*project, std::stoull(argv[2]));
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
}
