#pragma once

#include "web/front/admission.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace foerderlauf {

/// The most bytes a body may have, by method and target (as sent). Called while reading: must be quick.
using BodyCap = std::function<std::size_t(std::string_view method, std::string_view target)>;

/// A request as it stood on the wire, whole, chunks joined.
struct Arrived {
    Head head;
    std::string body;
    std::chrono::steady_clock::time_point at{};  ///< when its last byte was here
};

/// Reads a chunked body (RFC 9112 § 7.1) out of pieces of any size. Chunk sizes have at most eight hex digits;
/// extensions and trailers are read over within a bound.
class ChunkReader {
public:
    enum class State { Size, Extension, Data, DataEnd, Trailer, Done, Wrong, TooLong };

    /// Takes what belongs to the body off the front of `bytes` and appends the data to `body`, never beyond `cap`.
    State take(std::string_view& bytes, std::string& body, std::size_t cap);

private:
    State after_letter(char letter, std::size_t taken, std::size_t cap);
    State after_line(std::size_t taken, std::size_t cap);
    State after_plain(char letter);
    State state_ = State::Size;
    std::uint64_t left_ = 0;  ///< of the present chunk
    int digits_ = 0;
    bool after_cr_ = false;
    std::size_t overhead_ = 0;  ///< bytes of extensions and trailers so far
    std::size_t line_ = 0;      ///< length of the present trailer line
};

/// Cuts a stream of bytes into requests. Knows no sockets: bytes go in, whole requests or a refusal come out.
/// What follows a whole request (pipelining) waits until that request is taken. Not thread-safe.
class RequestReader {
public:
    enum class State {
        Empty,     ///< between two requests, not one byte of the next is here
        Head,      ///< part of a head
        Body,      ///< head admitted, part of the body
        Complete,  ///< take() it
        Refused,   ///< for good: the rest of the stream cannot be trusted
    };

    explicit RequestReader(const BodyCap& cap) : cap_{&cap} {}

    void feed(std::string_view bytes);
    State state() const { return state_; }
    /// Moves the complete request out and goes on with what came behind it.
    Arrived take();
    const Unacceptable& refusal() const { return refusal_; }
    /// The head of the request under way; meaningful in the states Body and Complete.
    const Head& head() const { return arrived_.head; }
    /// `POST /api/v1/cases` or what is known of it, to guess for whom a refusal is written. At most 100 bytes.
    std::string beginning() const;
    /// Bytes that stand in memory.
    std::size_t held() const { return arrived_.body.size() + pending_.size(); }
    /// Forgets everything and gives the memory back; nothing more is read.
    void abandon();
    /// True once, when the sender waits for `100 Continue` before it sends the body.
    bool asks_to_continue();

private:
    void read_on();
    void read_head();
    void read_body(std::string_view& bytes);
    void refuse_with(Unacceptable why);

    const BodyCap* cap_;
    std::string pending_;      ///< not yet understood
    std::size_t scanned_ = 0;  ///< of pending_, without an end of the head so far
    Arrived arrived_;
    ChunkReader chunks_;
    std::size_t limit_ = 0;  ///< of this body
    State state_ = State::Empty;
    Unacceptable refusal_;
    bool continue_due_ = false;
};

}  // namespace foerderlauf
