#include "web/api/call.hpp"

#include "base/canonical_json.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "web/api/history_json.hpp"
#include "web/api/json_reading.hpp"
#include "web/api/problem.hpp"

#include <algorithm>
#include <charconv>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;

/// What stands before a case is asked: a status that is no refusal's, and why.
struct Unreadable {
    int status = 400;
    Message message;
};
template <typename T>
using Read = tl::expected<T, Unreadable>;

tl::unexpected<Unreadable> unreadable_because(const char* key, int status = 400) {
    return tl::unexpected{Unreadable{status, {key, {}}}};
}

std::optional<std::int64_t> whole_number(std::string_view digits) {
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool whole = !digits.empty() && digits.size() <= 18 && digits.front() != '-' && fault == std::errc{} &&
                       end == digits.data() + digits.size();
    return whole ? std::optional{number} : std::nullopt;
}

Read<Record> body_of(const Request& request, Takes takes) {
    if (takes == Takes::Nothing) return Record{};
    const auto type = folded(
        trimmed(request.header("content-type").substr(0, request.header("content-type").find(';'))));
    if (takes == Takes::Form) {
        if (type != "multipart/form-data") return unreadable_because("api.not_multipart", 415);
        return Record{};
    }
    if (takes == Takes::JsonOrNothing && request.body.empty()) return Record{};
    const bool is_json = type.empty() || type == "application/json" || type.ends_with("+json");
    if (!is_json) return unreadable_because("api.not_json", 415);
    auto record = read_json_object(request.body);
    if (!record) return tl::unexpected{Unreadable{400, record.error()}};
    return std::move(*record);
}

/// `"17"`; `*` and nothing mean: on the state as it is.
Read<std::optional<std::int64_t>> seen_seq_of(const Request& request) {
    auto tag = std::string{trimmed(request.header("if-match"))};
    if (tag.empty() || tag == "*") return std::optional<std::int64_t>{};
    if (tag.size() < 3 || !tag.starts_with('"') || !tag.ends_with('"')) return unreadable_because("api.if_match");
    const auto seq = whole_number(std::string_view{tag}.substr(1, tag.size() - 2));
    if (!seq) return unreadable_because("api.if_match");
    return seq;
}

Read<std::string> key_of(const Request& request) {
    const auto& key = request.header("idempotency-key");
    const bool printable = std::ranges::all_of(key, [](char c) { return c >= ' ' && c <= '~'; });
    if (key.size() > 255 || !printable) return unreadable_because("api.idempotency_key");
    return key;
}

std::string bearer_of(const Request& request) {
    const auto& given = request.header("authorization");
    constexpr std::string_view scheme = "bearer ";
    return folded(given.substr(0, scheme.size())) == scheme ? std::string{trimmed(given.substr(scheme.size()))}
                                                            : std::string{};
}

std::string cookie_of(const Request& request) {
    for (const auto* name : {"__Host-sid", "sid"})
        if (const auto found = request.cookies.find(name); found != request.cookies.end()) return found->second;
    return {};
}

Refusal not_signed_in() { return {Kind::NotSignedIn, {"api.not_signed_in", {}}}; }

/// A browser sends its cookie along from any page, so a change needs what only our own pages know.
bool may_change(const Request& request, const SignedIn& session) {
    const auto& site = request.header("sec-fetch-site");
    return same_secret(request.header("x-csrf-token"), session.csrf) && !session.csrf.empty() && site != "cross-site" &&
           site != "same-site";
}

Result<SignedIn> caller_of(Site& site, const Request& request) {
    const bool by_header = !request.header("authorization").empty();
    const auto token = by_header ? bearer_of(request) : cookie_of(request);
    auto session = token.empty() ? std::optional<SignedIn>{} : site.identity.session(token);
    if (!session) return tl::unexpected{not_signed_in()};
    const bool safe = request.method == "GET" || request.method == "HEAD";
    if (!by_header && !safe && !may_change(request, *session)) return refuse(Kind::NotAllowed, "api.csrf");
    return *session;
}

/// What happened since the sequence number the caller had seen.
Record since_of(const Call& call, const Refusal& refusal) {
    if (refusal.kind != Kind::Overtaken) return {};
    const auto id = call.number("id");
    const auto reading = id ? read_case(call.site.store, call.site.programmes, call.site.dispatcher, call.site.clock,
                                        call.account, *id)
                            : Result<CaseReading>{tl::unexpected{id.error()}};
    if (!reading) return {};
    return {{"seq", reading->file.seq}, {"since", history_items(call, *reading, call.seen_seq.value_or(0))}};
}

Reply answered(const ApiRow& row, const Call& call) {
    try {
        auto reply = row.answer(call);
        return reply ? std::move(*reply) : problem_reply(reply.error(), call.texts(), since_of(call, reply.error()));
    } catch (const QueueFull&) { return problem_reply(503, {"front.overloaded", {}}, call.texts()); }
}

Reply reply_to(Site& site, const ApiRow& row, const Request& request) {
    const Texts& texts = site.installation->texts_in(language_of_api(request));
    const auto told = [&](const Unreadable& why) { return problem_reply(why.status, why.message, texts); };
    auto body = body_of(request, row.takes);
    if (!body) return told(body.error());
    const auto seen_seq = seen_seq_of(request);
    if (!seen_seq) return told(seen_seq.error());
    const auto key = key_of(request);
    if (!key) return told(key.error());

    Call call{site, request, {}, {}, std::move(*body), *seen_seq, row.method + " " + row.pattern, *key};
    if (row.access == Access::SignedIn) {
        auto caller = caller_of(site, request);
        if (!caller) return problem_reply(caller.error(), texts);
        call.account = std::move(caller->account);
        call.token = std::move(caller->token);
    }
    return answered(row, call);
}

}  // namespace

bool same_secret(std::string_view a, std::string_view b) {
    unsigned difference = a.size() == b.size() ? 0U : 1U;
    for (std::size_t i = 0; i < a.size(); ++i)
        difference |= static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^
                                            static_cast<unsigned char>(i < b.size() ? b[i] : '\0'));
    return difference == 0;
}

Envelope Call::envelope(const std::string& content) const {
    return {account,
            seen_seq,
            route,
            idempotency_key,
            sha256_hex(request.path + "\n" + content),
            arrival_of(request, site.clock)};
}

Envelope Call::envelope() const { return envelope(canonical_json(body)); }

Result<std::int64_t> Call::number(std::string_view place) const {
    const auto found = request.parameters.find(place);
    const auto number = found == request.parameters.end() ? std::nullopt : whole_number(found->second);
    if (!number)
        return refuse(Kind::NotFound, "api.no_such_number",
                      {{"given", FreeText{found == request.parameters.end() ? "" : found->second}}});
    return *number;
}

Record Call::query() const {
    Record members;
    for (const auto& [name, value] : request.query)
        if (!value.empty()) members.insert_or_assign(name, value);  // `?state=` of a page's filter means: any
    return members;
}

Handler handler_of(Site& site, const ApiRow& row) {
    return [&site, row](const Request& request) {
        auto reply = reply_to(site, row, request);
        reply.set("Vary", "Accept-Language");
        return reply;
    };
}

}  // namespace foerderlauf
