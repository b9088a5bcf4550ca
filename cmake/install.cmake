# What `cmake --install` lays down: the program, the shared library with its headers, and the two ways of finding it. tests/install uses both.
include(CMakePackageConfigHelpers)

install(TARGETS lifecircle EXPORT lifecircleTargets LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
        INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
set_target_properties(lifecircle-cli PROPERTIES INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}")
install(TARGETS lifecircle-cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/lifecircle DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/geodata/demo DESTINATION ${CMAKE_INSTALL_DATADIR}/lifecircle
        PATTERN "*.py" EXCLUDE PATTERN "__pycache__" EXCLUDE PATTERN "out" EXCLUDE)
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/README.zh-CN.md ${PROJECT_SOURCE_DIR}/LICENSE
        DESTINATION ${CMAKE_INSTALL_DOCDIR})

configure_file(${PROJECT_SOURCE_DIR}/cmake/lifecircle.pc.in ${PROJECT_BINARY_DIR}/lifecircle.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/lifecircle.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/lifecircle)
install(EXPORT lifecircleTargets NAMESPACE lifecircle:: DESTINATION ${package_dir})
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/lifecircleConfig.cmake.in
    ${PROJECT_BINARY_DIR}/lifecircleConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/lifecircleConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/lifecircleConfig.cmake ${PROJECT_BINARY_DIR}/lifecircleConfigVersion.cmake
        DESTINATION ${package_dir})
