# The numbered .sql files of a folder become part of a library, so that the program carries its own schema.
# A file is read when CMake configures; a changed or new file configures again.
function(embed_migrations target folder)
  file(GLOB files CONFIGURE_DEPENDS ${folder}/*.sql)
  list(SORT files)
  set(rows "")
  foreach(file IN LISTS files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    get_filename_component(name ${file} NAME_WE)
    file(READ ${file} sql)
    string(APPEND rows "    {\"${name}\", R\"migration(${sql})migration\"},\n")
  endforeach()
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/${target}_migrations.cpp)
  file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT "#include \"store/migrations.hpp\"

namespace foerderlauf {

const std::vector<Migration>& migrations() {
    static const std::vector<Migration> all{
@rows@    };
    return all;
}

}  // namespace foerderlauf
")
  target_sources(${target} PRIVATE ${generated})
endfunction()
