// SPDX-License-Identifier: GPL-3.0-or-later
// project-victim FILE SEED: edits a project at random without end, until it is killed. Before each edit it prints what
// it is going to do, and once the edit is confirmed "done" with a digest of the content and the steps that undo and
// redo stand at.
#include <fmt/format.h>

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
    if (argc != 3) {
        return 2;
    }
    try {
        auto project = Project::open(argv[1]);
        if (!project) {
            fmt::print(stderr, "{}\n", project.error().message());
            return 1;
        }
        confirm(*project);
        editForever(*project, std::stoull(argv[2]));
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
}
