#include "reports/packed_text.hpp"

#include <stdexcept>
#include <zlib.h>

namespace foerderlauf {

namespace {

constexpr std::size_t most_beside = 2;  ///< pieces being packed at once

/// zlib takes what it reads as if it wanted to change it.
Bytef* as_bytes(const std::string& text) {
    return reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));  // NOLINT(cppcoreguidelines-pro-type-const-cast)
}

}  // namespace

PackedPiece packed(const std::string& text, PieceEnds ends) {
    constexpr int bare = -15, usual_memory = 8;  // window bits of a stream without a header
    constexpr std::size_t end_of_piece = 16;     // more than the marks behind it take
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, bare, usual_memory, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error{"workbook: out of memory"};
    PackedPiece piece{std::string(deflateBound(&stream, text.size()) + end_of_piece, '\0'), text.size(), 0};
    stream.next_in = as_bytes(text);
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(piece.bytes.data());
    stream.avail_out = static_cast<uInt>(piece.bytes.size());
    const int done = deflate(&stream, ends == PieceEnds::Stream ? Z_FINISH : Z_SYNC_FLUSH);
    piece.bytes.resize(stream.total_out);
    piece.crc = static_cast<std::uint32_t>(crc32(0, as_bytes(text), static_cast<uInt>(text.size())));
    deflateEnd(&stream);
    if (done != (ends == PieceEnds::Stream ? Z_STREAM_END : Z_OK)) throw std::runtime_error{"workbook: not packed"};
    return piece;
}

void PackedSize::add(const PackedSize& other) {
    crc = static_cast<std::uint32_t>(crc32_combine(crc, other.crc, static_cast<z_off_t>(other.length)));
    length += other.length;
    packed_length += other.packed_length;
}

void PackedSize::add(const PackedPiece& piece) { add(PackedSize{piece.length, piece.bytes.size(), piece.crc}); }

void PackedText::add(std::string piece) {
    if (packing_.size() == most_beside) keep_first();
    packing_.push_back(
        std::async(std::launch::async, [text = std::move(piece)] { return packed(text, PieceEnds::MoreFollows); }));
}

PackedSize PackedText::finish() {
    while (!packing_.empty()) keep_first();
    file_.rewind();
    return size_;
}

void PackedText::keep_first() {
    const auto piece = packing_.front().get();
    packing_.pop_front();
    file_.write(piece.bytes.data(), piece.bytes.size());
    size_.add(piece);
}

}  // namespace foerderlauf
