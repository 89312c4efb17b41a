#include "web/api/members.hpp"

namespace foerderlauf {

const Value* Members::take(std::string_view name) {
    known_.emplace(name);
    const auto found = body_.find(name);
    // null means: not given (RFC 7386 thinks the same of patches)
    return found == body_.end() || found->second.is_empty() ? nullptr : &found->second;
}

std::string Members::text(std::string_view name) {
    auto given = optional_text(name);
    if (!given) refuse(name, {"api.member.missing", {{"name", name}}});
    return given.value_or(std::string{});
}

std::optional<std::string> Members::optional_text(std::string_view name) {
    const auto* value = take(name);
    if (!value) return {};
    if (const auto* text = value->as_text()) return *text;
    refuse(name, {"api.member.not_text", {{"name", name}}});
    return {};
}

Record Members::optional_record(std::string_view name) {
    const auto* value = take(name);
    if (!value) return {};
    if (const auto* record = value->as_record()) return *record;
    refuse(name, {"api.member.not_record", {{"name", name}}});
    return {};
}

std::optional<std::int64_t> Members::optional_integer(std::string_view name) {
    const auto* value = take(name);
    if (!value) return {};
    if (const auto* number = value->as_integer()) return *number;
    refuse(name, {"api.member.not_integer", {{"name", name}}});
    return {};
}

std::int64_t Members::integer(std::string_view name) {
    const auto given = optional_integer(name);
    if (!given) refuse(name, {"api.member.missing", {{"name", name}}});
    return given.value_or(0);
}

std::optional<bool> Members::optional_flag(std::string_view name) {
    const auto* value = take(name);
    if (!value || value->is_empty()) return {};
    if (const auto* flag = value->as_bool()) return *flag;
    refuse(name, {"api.member.not_flag", {{"name", std::string{name}}}});
    return {};
}

std::optional<Date> Members::optional_date(std::string_view name) {
    const auto given = optional_text(name);
    if (!given) return {};
    const auto day = parse_date(*given);
    if (!day) refuse(name, {"api.member.not_date", {{"name", name}}});
    return day ? std::optional{*day} : std::nullopt;
}

const List& Members::list(std::string_view name) {
    static const List nothing;
    const auto* value = take(name);
    if (!value) refuse(name, {"api.member.missing", {{"name", name}}});
    else if (const auto* list = value->as_list()) return *list;
    else refuse(name, {"api.member.not_list", {{"name", name}}});
    return nothing;
}

std::map<std::string, Message> Members::wrong() const {
    auto all = wrong_;
    for (const auto& [name, value] : body_)
        if (!known_.contains(name)) all.emplace(name, Message{"api.member.unknown", {{"name", FreeText{name}}}});
    return all;
}

Refusal wrong_fields(std::map<std::string, Message> fields) {
    return {Refusal::Kind::BadInput, {"refusal.fields", {}}, {}, std::move(fields)};
}

Refusal with_wrong(Refusal refusal, const std::map<std::string, Message>& wrong) {
    if (refusal.kind != Refusal::Kind::BadInput || wrong.empty()) return refusal;
    refusal.fields.erase(unreadable);
    for (const auto& [name, message] : wrong) refusal.fields.insert_or_assign(name, message);
    return refusal;
}

}  // namespace foerderlauf
