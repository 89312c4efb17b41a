#include "web/language.hpp"

#include "base/text.hpp"

namespace foerderlauf {

namespace {

constexpr int full_weight = 1000;

/// The weight of one entry of the list in thousandths: `en;q=0.8` is 800. What cannot be read weighs nothing.
int weight_of(std::string_view parameters) {
    const auto at = parameters.find("q=");
    if (at == std::string_view::npos) return full_weight;
    const auto number = trimmed(parameters.substr(at + 2));
    if (number.empty() || (number[0] != '0' && number[0] != '1')) return 0;
    int weight = number[0] == '1' ? full_weight : 0;
    int place = full_weight / 10;
    for (std::size_t i = 2; i < number.size() && place > 0 && weight < full_weight; ++i, place /= 10) {
        if (number[i] < '0' || number[i] > '9') return 0;
        weight += (number[i] - '0') * place;
    }
    return weight;
}

/// How much the header wants a language: the weight of `en` or `en-…`, of `*` where it is not named.
int wanted(std::string_view header, std::string_view language) {
    int own = -1;
    int any = 0;
    while (!header.empty()) {
        const auto comma = header.find(',');
        const auto entry = header.substr(0, comma);
        header = comma == std::string_view::npos ? std::string_view{} : header.substr(comma + 1);
        const auto semicolon = entry.find(';');
        const auto range = folded(trimmed(entry.substr(0, semicolon)));
        const int weight = semicolon == std::string_view::npos ? full_weight : weight_of(entry.substr(semicolon + 1));
        if (range == "*") any = weight;
        else if (range == language || range.starts_with(std::string{language} + "-")) own = std::max(own, weight);
    }
    return own >= 0 ? own : any;
}

}  // namespace

Language language_of_page(const Request& request) {
    const auto chosen = request.cookies.find(language_cookie);
    return chosen == request.cookies.end() ? Language::German
                                           : language_of_code(chosen->second).value_or(Language::German);
}

Language language_of_api(const Request& request) {
    const auto& header = request.header("accept-language");
    return wanted(header, "en") > wanted(header, "de") ? Language::English : Language::German;
}

}  // namespace foerderlauf
