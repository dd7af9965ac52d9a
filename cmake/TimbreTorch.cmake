# Finds libtorch in the wheel of the project's virtual environment (or TIMBRE_TORCH_DIR) and defines timbre_torch.
#
# A CUDA wheel's CMake config insists on a CUDA toolkit. Where it is absent the headers are used as they are and
# libtorch_cpu, libtorch and libc10 are linked by path (libtorch_cuda too when it lies beside them: dropping it would
# drop the device it registers).
set(TIMBRE_TORCH_DIR "" CACHE PATH "Folder that holds torch's include/, lib/ and share/cmake")
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
file(GLOB _timbre_torch_cuda "${_timbre_torch}/lib/libtorch_cuda.so")
set(_timbre_use_config ON)
if(_timbre_torch_cuda)
    find_package(CUDAToolkit QUIET)
    if(NOT CUDAToolkit_FOUND)
        set(_timbre_use_config OFF)
    endif()
endif()
if(_timbre_use_config)
    set(_saved_flags "${CMAKE_CXX_FLAGS}")
    find_package(Torch QUIET PATHS "${_timbre_torch}/share/cmake/Torch" NO_DEFAULT_PATH)
    # The config appends to the global flags; ours are set per target.
    set(CMAKE_CXX_FLAGS "${_saved_flags}")
endif()
if(Torch_FOUND)
    message(STATUS "libtorch: ${_timbre_torch} (CMake config)")
    target_link_libraries(timbre_torch INTERFACE ${TORCH_LIBRARIES})
else()
    message(STATUS "libtorch: ${_timbre_torch} (linked by path)")
    target_link_libraries(timbre_torch INTERFACE "${_timbre_torch}/lib/libtorch_cpu.so" "${_timbre_torch}/lib/libc10.so"
        "${_timbre_torch}/lib/libtorch.so")
    # The wheel's libraries find CUDA's own through their run paths; the linker need not resolve those.
    target_link_options(timbre_torch INTERFACE -Wl,--allow-shlib-undefined)
    if(_timbre_torch_cuda)
        target_link_options(timbre_torch INTERFACE -Wl,--no-as-needed "${_timbre_torch_cuda}"
            "${_timbre_torch}/lib/libc10_cuda.so" -Wl,--as-needed)
    endif()
endif()
target_include_directories(timbre_torch SYSTEM INTERFACE "${_timbre_torch}/include"
    "${_timbre_torch}/include/torch/csrc/api/include")
target_compile_definitions(timbre_torch INTERFACE _GLIBCXX_USE_CXX11_ABI=1)
target_link_options(timbre_torch INTERFACE "-Wl,-rpath,${_timbre_torch}/lib")
