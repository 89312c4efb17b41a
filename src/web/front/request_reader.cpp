#include "web/front/request_reader.hpp"

#include "web/front/letters_of_http.hpp"

#include <algorithm>
#include <utility>

namespace foerderlauf {

namespace {

constexpr int most_size_digits = 8;
constexpr std::size_t most_overhead = 16 * 1024;

}  // namespace

ChunkReader::State ChunkReader::after_letter(char letter, std::size_t taken, std::size_t cap) {
    const bool line_ends = after_cr_ && letter == '\n';
    if ((after_cr_ || letter == '\n') && !line_ends) return State::Wrong;
    after_cr_ = letter == '\r';
    if (line_ends) return after_line(taken, cap);
    if (after_cr_) return state_ == State::Size && digits_ == 0 ? State::Wrong : state_;
    return after_plain(letter);
}

ChunkReader::State ChunkReader::after_line(std::size_t taken, std::size_t cap) {
    switch (state_) {
        case State::Size:
        case State::Extension:
            // Said before the data comes: nobody waits for four gigabytes that will be refused.
            if (left_ > cap - std::min(cap, taken)) return State::TooLong;
            return left_ == 0 ? State::Trailer : State::Data;
        case State::DataEnd: digits_ = 0; return State::Size;
        default:  // a trailer's line; the empty one is the last
            return std::exchange(line_, 0) == 0 ? State::Done : State::Trailer;
    }
}

ChunkReader::State ChunkReader::after_plain(char letter) {
    if (state_ == State::DataEnd) return State::Wrong;
    if (state_ == State::Size && hex_value(letter) >= 0) {
        left_ = left_ * 16 + static_cast<std::uint64_t>(hex_value(letter));
        return ++digits_ > most_size_digits ? State::Wrong : State::Size;
    }
    if (state_ == State::Size) {
        const bool extends = letter == ';' || letter == ' ' || letter == '\t';
        return extends && digits_ > 0 ? State::Extension : State::Wrong;
    }
    if (state_ == State::Trailer) ++line_;
    return ++overhead_ > most_overhead ? State::Wrong : state_;
}

ChunkReader::State ChunkReader::take(std::string_view& bytes, std::string& body, std::size_t cap) {
    while (!bytes.empty() && state_ != State::Done && state_ != State::Wrong && state_ != State::TooLong) {
        if (state_ == State::Data) {
            const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
            body.append(bytes.substr(0, count));
            bytes.remove_prefix(count);
            left_ -= count;
            if (left_ == 0) state_ = State::DataEnd;
        } else {
            const char letter = bytes.front();
            bytes.remove_prefix(1);
            state_ = after_letter(letter, body.size(), cap);
        }
    }
    return state_;
}

void RequestReader::refuse_with(Unacceptable why) {
    refusal_ = std::move(why);
    state_ = State::Refused;
    arrived_.body = {};
}

void RequestReader::abandon() {
    pending_ = {};
    arrived_ = {};
    state_ = State::Refused;
}

void RequestReader::feed(std::string_view bytes) {
    if (state_ == State::Refused) return;
    if (state_ == State::Body) read_body(bytes);  // straight into the body, without a stop in pending_
    pending_.append(bytes);
    read_on();
}

void RequestReader::read_on() {
    if (state_ == State::Empty || state_ == State::Head) read_head();
    if (state_ != State::Body) return;
    std::string_view rest = pending_;
    read_body(rest);
    if (state_ != State::Refused) pending_.erase(0, pending_.size() - rest.size());
}

void RequestReader::read_head() {
    if (state_ == State::Empty)  // RFC 9112 § 2.2: old clients send an empty line behind a body
        while (pending_.starts_with("\r\n")) pending_.erase(0, 2);
    if (pending_.empty() || pending_ == "\r") return;
    state_ = State::Head;

    const auto end = pending_.find("\r\n\r\n", scanned_ < 3 ? 0 : scanned_ - 3);
    const bool finished = end != std::string::npos && end + 4 <= head_limit;
    if (!finished) {
        if (auto why = hopeless(pending_, scanned_)) refuse_with(*std::move(why));
        scanned_ = pending_.size();
        return;
    }
    auto admitted = admit(std::string_view{pending_}.substr(0, end + 4));
    if (!admitted) return refuse_with(std::move(admitted.error()));
    arrived_.head = *std::move(admitted);
    limit_ = (*cap_)(arrived_.head.method, arrived_.head.target);
    if (arrived_.head.length > limit_) return refuse_with({413, "front.body_too_long"});

    pending_.erase(0, end + 4);
    scanned_ = 0;
    chunks_ = ChunkReader{};
    arrived_.body.clear();
    state_ = arrived_.head.body == Head::Body::None ? State::Complete : State::Body;
    continue_due_ = arrived_.head.expects_continue && pending_.empty();
}

void RequestReader::read_body(std::string_view& bytes) {
    if (arrived_.head.body == Head::Body::Counted) {
        const auto count = std::min(arrived_.head.length - arrived_.body.size(), bytes.size());
        arrived_.body.append(bytes.substr(0, count));
        bytes.remove_prefix(count);
        if (arrived_.body.size() == arrived_.head.length) state_ = State::Complete;
        return;
    }
    switch (chunks_.take(bytes, arrived_.body, limit_)) {
        case ChunkReader::State::Done: state_ = State::Complete; break;
        case ChunkReader::State::Wrong: refuse_with({400, "front.chunks"}); break;
        case ChunkReader::State::TooLong: refuse_with({413, "front.body_too_long"}); break;
        default: break;
    }
}

Arrived RequestReader::take() {
    Arrived whole = std::exchange(arrived_, {});
    if (pending_.empty()) pending_ = {};  // an idle connection holds no memory
    state_ = State::Empty;
    continue_due_ = false;
    read_on();
    return whole;
}

std::string RequestReader::beginning() const {
    if (arrived_.head.method.empty()) return pending_.substr(0, 100);
    return arrived_.head.method + " " + arrived_.head.target.substr(0, 80);
}

bool RequestReader::asks_to_continue() { return state_ == State::Body && std::exchange(continue_due_, false); }

}  // namespace foerderlauf
