#include "bench/packing.hpp"

#include <dlfcn.h>
#include <zlib.h>

namespace foerderlauf::bench {

namespace {

thread_local int quick_packings = 0;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): of this thread

using DeflateInit2 = int (*)(z_streamp, int, int, int, int, int, const char*, int);

}  // namespace

QuickPacking::QuickPacking() { ++quick_packings; }
QuickPacking::~QuickPacking() { --quick_packings; }

}  // namespace foerderlauf::bench

// The program's own symbol comes before zlib's: libxlsxwriter's packer calls this one, which hands on to zlib. Any other
// caller and any other thread gets what it asked for.
extern "C" int deflateInit2_(z_streamp stream, int level, int method, int window_bits, int memory_level, int strategy,
                             const char* version, int stream_size) {
    using namespace foerderlauf::bench;
    static const auto of_zlib = reinterpret_cast<DeflateInit2>(dlsym(RTLD_NEXT, "deflateInit2_"));
    if (!of_zlib) return Z_VERSION_ERROR;
    return of_zlib(stream, quick_packings > 0 ? Z_BEST_SPEED : level, method, window_bits, memory_level, strategy,
                   version, stream_size);
}
