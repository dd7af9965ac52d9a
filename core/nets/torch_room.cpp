// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nets/torch_room.h"

#ifndef TIMBRE_TORCH_LINKED
#include <dlfcn.h>
#endif

#include <filesystem>
#include <string>

#include "core/base/files.h"

namespace timbre {

namespace nets {

#ifdef TIMBRE_TORCH_LINKED

Result<const TorchRoom*> torchRoom() { return TIMBRE_TORCH_ROOM_ENTRY(); }

#else

namespace {

/// Beside the folder the program lies in. A full path, because AddressSanitizer's own dlopen() would look along its run
/// path instead of the program's.
std::filesystem::path libraryPath() { return programFolder().parent_path() / "lib" / "timbre" / "libtimbre-torch.so"; }

#define TIMBRE_TEXT_OF(name) #name
#define TIMBRE_NAME_OF(macro) TIMBRE_TEXT_OF(macro)

Result<const TorchRoom*> open() {
    const auto refuse = [] {
        // The linker's words name the file that is missing; they are all there is to go by.
        const char* reason = dlerror();  // NOLINT(concurrency-mt-unsafe): glibc keeps it per thread
        return fail(ErrorCode::Unsupported,
                    std::string("libtorch could not be loaded: ") + (reason == nullptr ? "no reason given" : reason),
                    "Run `make build` in the source folder to put it in place.");
    };
    // Never closed: libtorch's globals do not survive it.
    void* library = dlopen(libraryPath().c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
        return refuse();
    }
    void* entry = dlsym(library, TIMBRE_NAME_OF(TIMBRE_TORCH_ROOM_ENTRY));
    if (entry == nullptr) {
        return refuse();
    }
    return reinterpret_cast<decltype(&TIMBRE_TORCH_ROOM_ENTRY)>(entry)();
}

}  // namespace

Result<const TorchRoom*> torchRoom() {
    static const Result<const TorchRoom*> room = open();
    return room;
}

#endif

}  // namespace nets

Result<TorchFacts> torchFacts() {
    return nets::torchRoom().map([](const nets::TorchRoom* room) { return room->facts(); });
}

}  // namespace timbre
