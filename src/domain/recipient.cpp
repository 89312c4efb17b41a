#include "domain/recipient.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

bool is_digits(std::string_view text, std::size_t count) {
    return text.size() == count && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<Ags> Ags::parse(std::string_view text) {
    if (!is_digits(text, 8)) return refuse("ags.eight_digits", {{"given", FreeText{std::string{text}}}});
    return Ags{std::string{text}};
}

Result<Ars> Ars::parse(std::string_view text) {
    if (!is_digits(text, 12)) return refuse("ars.twelve_digits", {{"given", FreeText{std::string{text}}}});
    return Ars{std::string{text}};
}

std::string place_of(const Recipient& recipient) {
    if (!recipient.ags.empty()) return recipient.ags;
    return recipient.ars.size() < 5 ? std::string{} : recipient.ars.substr(0, 5) + "000";
}

std::string spoken_name(const Recipient& recipient) {
    const auto comma = recipient.name.rfind(", ");
    if (comma == std::string::npos) return recipient.name;
    return recipient.name.substr(comma + 2) + " " + recipient.name.substr(0, comma);
}

}  // namespace foerderlauf
