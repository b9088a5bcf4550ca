// C++'s allocations: the program's operator new is every library's. GEOS turns std::bad_alloc into
// an error of its own, as our C++ must. GDAL and PROJ do not everywhere; theirs never fails, nor
// (faults.c) what GEOS allocates for them and for SpatiaLite.
#include <cstdlib>
#include <dlfcn.h>
#include <new>
#include <pthread.h>

#include "faults.h"

extern "C" {
void *__real_malloc(size_t size);
void __real_free(void *memory);
}

// GEOS_init_r itself lets std::bad_alloc through.
static bool is_start_of_geos(const void *caller)
{
    static const char *const start = static_cast<const char *>(dlsym(RTLD_DEFAULT, "GEOS_init_r"));
    const char *at = static_cast<const char *>(caller);
    return at >= start && at < start + 256;
}

// libosmium's threads catch nothing, and the pool tells them to end by notes of 8 bytes from where
// nothing may be thrown.
static bool is_out(size_t size, const void *caller)
{
    static const pthread_t first = pthread_self();
    bool ours = fault_is_ours(caller) && size > 8 && pthread_equal(first, pthread_self()) != 0;
    bool theirs = fault_is_of(caller, "libgeos") && !is_start_of_geos(caller);
    return (ours || theirs) && fault_due(FAULT_NEW);
}

static void *make(size_t size, const void *caller)
{
    void *memory = is_out(size, caller) ? nullptr : __real_malloc(size > 0 ? size : 1);
    if (memory == nullptr)
        throw std::bad_alloc();
    return memory;
}

void *operator new(size_t size)
{
    return make(size, __builtin_return_address(0));
}
void *operator new[](size_t size)
{
    return make(size, __builtin_return_address(0));
}
void *operator new(size_t size, const std::nothrow_t &) noexcept
{
    return is_out(size, __builtin_return_address(0)) ? nullptr : __real_malloc(size > 0 ? size : 1);
}
void *operator new[](size_t size, const std::nothrow_t &) noexcept
{
    return is_out(size, __builtin_return_address(0)) ? nullptr : __real_malloc(size > 0 ? size : 1);
}
void operator delete(void *memory) noexcept
{
    __real_free(memory);
}
void operator delete[](void *memory) noexcept
{
    __real_free(memory);
}
void operator delete(void *memory, size_t) noexcept
{
    __real_free(memory);
}
void operator delete[](void *memory, size_t) noexcept
{
    __real_free(memory);
}
