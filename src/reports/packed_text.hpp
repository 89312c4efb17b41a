#pragma once

#include "reports/spool_file.hpp"

#include <cstdint>
#include <deque>
#include <future>
#include <string>

namespace foerderlauf {

/// Some text as an archive holds it. Pieces packed by themselves follow each other in one stream (RFC 1951): each but the last
/// ends on a whole byte and says that more comes.
struct PackedPiece {
    std::string bytes;
    std::uint64_t length = 0;  ///< of the text
    std::uint32_t crc = 0;     ///< of the text
};
enum class PieceEnds { MoreFollows, Stream };

/// Packs quickly (deflate level 1): somebody waits for a workbook. The same text always gives the same bytes.
PackedPiece packed(const std::string& text, PieceEnds ends);

/// What pieces add up to.
struct PackedSize {
    std::uint64_t length = 0, packed_length = 0;
    std::uint32_t crc = 0;

    void add(const PackedPiece& piece);
    void add(const PackedSize& other);
};

/// A long text on its way into an archive: packed piece by piece on other threads while the next is written, and lying in a
/// nameless temporary file from then on. No more than three pieces are in memory. For one thread; `add` never waits for more
/// than the oldest piece. `finish` may be called again and begins reading anew; after it nothing may be added.
class PackedText {
public:
    /// Throws what went wrong with a piece before.
    void add(std::string piece);
    /// Every piece is in the file now, which will be read from its beginning.
    PackedSize finish();
    /// Exactly `size` bytes; throws std::runtime_error when there are fewer.
    void read(char* bytes, std::size_t size) { file_.read(bytes, size); }

private:
    void keep_first();

    std::deque<std::future<PackedPiece>> packing_;
    SpoolFile file_;
    PackedSize size_;
};

}  // namespace foerderlauf
