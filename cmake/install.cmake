# What `cmake --install` lays down; filled in beside the tests in tests/install.
install(TARGETS lifecircle EXPORT lifecircleTargets LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS lifecircle-cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
