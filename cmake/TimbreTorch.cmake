# Finds libtorch in the wheel of the project's virtual environment (or in TIMBRE_TORCH_DIR) and defines timbre_torch.
#
# The libraries are linked by path for CPU and CUDA wheels alike: the wheel's own CMake config ends a configure run with
# a fatal error where a CUDA wheel meets a machine without the CUDA toolkit, and nothing here compiles CUDA code.
set(TIMBRE_TORCH_DIR "" CACHE PATH "Folder that holds torch's include/ and lib/")
set(_timbre_torch "${TIMBRE_TORCH_DIR}")
if(NOT _timbre_torch)
    file(GLOB _timbre_torch_candidates "${PROJECT_SOURCE_DIR}/build/venv/lib/python3*/site-packages/torch")
    if(_timbre_torch_candidates)
        list(GET _timbre_torch_candidates 0 _timbre_torch)
    endif()
endif()
if(NOT _timbre_torch OR NOT EXISTS "${_timbre_torch}/include/torch/csrc/api/include/torch/torch.h")
    message(FATAL_ERROR "libtorch not found. Run `make setup`, or pass -DTIMBRE_TORCH_DIR=/path/to/torch.")
endif()

add_library(timbre_torch INTERFACE)
target_include_directories(timbre_torch SYSTEM INTERFACE "${_timbre_torch}/include"
    "${_timbre_torch}/include/torch/csrc/api/include")
# The wheels are built with the C++11 ABI of libstdc++.
target_compile_definitions(timbre_torch INTERFACE _GLIBCXX_USE_CXX11_ABI=1)
target_link_libraries(timbre_torch INTERFACE "${_timbre_torch}/lib/libtorch_cpu.so" "${_timbre_torch}/lib/libc10.so")
target_link_options(timbre_torch INTERFACE "-Wl,-rpath,${_timbre_torch}/lib")
if(EXISTS "${_timbre_torch}/lib/libtorch_cuda.so")
    message(STATUS "libtorch: ${_timbre_torch} (CUDA)")
    # Nothing names a symbol of libtorch_cuda: without --no-as-needed it is dropped, and the device with it.
    # CUDA's own libraries are found at run time through the wheel's run paths; the linker need not resolve them.
    target_link_options(timbre_torch INTERFACE -Wl,--allow-shlib-undefined -Wl,--no-as-needed
        "${_timbre_torch}/lib/libtorch_cuda.so" "${_timbre_torch}/lib/libc10_cuda.so" -Wl,--as-needed)
else()
    message(STATUS "libtorch: ${_timbre_torch} (CPU)")
endif()
