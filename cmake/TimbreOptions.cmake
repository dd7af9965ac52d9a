# Compiler flags every target of ours shares; third-party sources are built without the warnings.
add_library(timbre_options INTERFACE)
target_compile_features(timbre_options INTERFACE cxx_std_20)
target_include_directories(timbre_options INTERFACE "${PROJECT_SOURCE_DIR}")
# g++ 12 reports -Wrestrict inside its own <string> (GCC bug 105651).
target_compile_options(timbre_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Wold-style-cast
    -Woverloaded-virtual -Wno-restrict)
# Numbers are to be the same on every processor: no fused multiplication where one has it and another has not.
target_compile_options(timbre_options INTERFACE -ffp-contract=off)
if(TIMBRE_WERROR)
    target_compile_options(timbre_options INTERFACE -Werror)
endif()
if(TIMBRE_SANITIZE)
    # -O1 -g1: both sanitizers at -O2 take the compiler four times as long (23 s instead of 6 s for one JSON-heavy file).
    add_compile_options(-fsanitize=${TIMBRE_SANITIZE} -fno-omit-frame-pointer -O1 -g1)
    add_link_options(-fsanitize=${TIMBRE_SANITIZE})
endif()
