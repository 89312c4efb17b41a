# What most files read is read once: the standard library's containers, tl::expected and fmt for the rooms, Catch2 for the tests.
# One precompiled header serves all, so that a room costs nothing extra.
# None for Poco and yaml-cpp: five files of 30 in store and of 73 in web read Poco, one in all reads yaml-cpp. Measured with
# g++ 12, processor time, ccache off: a header with Poco::Data and nlohmann takes 4.0 s to make, saves 0 to 0.4 s in each of
# those files and costs 0.35 s in each of the others; and Poco would stand in reach of files that must not know it.
function(add_precompiled name)
  cmake_parse_arguments(precompiled "" "" "HEADERS;SYSTEM" ${ARGN})
  file(WRITE ${CMAKE_BINARY_DIR}/${name}.cpp "")
  add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/${name}.cpp)
  target_link_libraries(${name} PRIVATE ${precompiled_SYSTEM})
  target_precompile_headers(${name} PRIVATE ${precompiled_HEADERS})
endfunction()

# A room of the house is one library: every .cpp below src/<name>. What it may include is what it links.
function(add_room name)
  cmake_parse_arguments(room "" "" "USES;SYSTEM" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(${name} PUBLIC ${room_USES} ${room_SYSTEM})
  target_precompile_headers(${name} REUSE_FROM precompiled-rooms)
endfunction()

# One test program per folder below tests/: every .cpp in it.
function(add_room_tests folder)
  cmake_parse_arguments(tests "" "" "USES" ${ARGN})
  string(REPLACE "/" "-" name ${folder})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${folder}/*.cpp)
  add_executable(test-${name} ${sources})
  target_link_libraries(test-${name} PRIVATE ${tests_USES} Catch2::Catch2WithMain)
  target_include_directories(test-${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_compile_definitions(test-${name} PRIVATE SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_precompile_headers(test-${name} REUSE_FROM precompiled-tests)
  add_test(NAME ${name} COMMAND test-${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
endfunction()
