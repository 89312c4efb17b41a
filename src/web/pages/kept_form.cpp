#include "web/pages/kept_form.hpp"

#include "web/front/letters_of_http.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/sign_in.hpp"

namespace foerderlauf {

namespace {

constexpr std::string_view kept_prefix = "kept:";
constexpr std::string_view kept_path = "kept_path";

bool is_unreserved(char c) { return is_letter_or_digit(c) || c == '-' || c == '.' || c == '_' || c == '~' || c == '/'; }

bool is_machinery(const std::string& name) { return name == "csrf" || name == "password"; }

}  // namespace

std::string percent_encoded(std::string_view text) {
    std::string encoded;
    for (const char c : text) encoded += is_unreserved(c) ? std::string(1, c) : percent(c);
    return encoded;
}

std::string address(const std::string& path, const std::vector<std::pair<std::string, std::string>>& query) {
    std::string whole = path;
    char separator = '?';
    for (const auto& [name, value] : query) {
        if (value.empty()) continue;
        whole += separator + percent_encoded(name) + "=" + percent_encoded(value);
        separator = '&';
    }
    return whole;
}

std::string address_of(const Request& request) {
    return address(percent_encoded(request.path), {request.query.begin(), request.query.end()});
}

View hidden_fields(const KeptForm& kept, std::string_view prefix) {
    View::Views hidden;
    for (const auto& [name, value] : kept.fields)
        hidden.push_back(View::Group{{"hidden_name", std::string{prefix} + name}, {"hidden_value", value}});
    return hidden;
}

Reply keep_form(const PageHouse& house, const Request& request) {
    KeptForm kept{own_path(percent_encoded(request.path)), {}};
    for (const auto& [name, value] : request.form)
        if (!is_machinery(name)) kept.fields.emplace_back(name, value);
    auto fields = std::get<View::Views>(hidden_fields(kept, kept_prefix).any());
    fields.push_back(View::Group{{"hidden_name", kept_path}, {"hidden_value", kept.path}});
    const auto note = request.parts.empty() ? "pages.sign_in.expired_kept" : "pages.sign_in.expired_without_file";
    return sign_in_page(house, request,
                        {.status = 401, .note = house.words(request).sentence(note), .kept = std::move(fields)});
}

KeptForm kept_form_of(const Request& request) {
    KeptForm kept;
    if (!request.form.has(kept_path)) return kept;
    kept.path = own_path(request.form.value(kept_path));
    for (const auto& [name, value] : request.form)
        if (name.starts_with(kept_prefix)) kept.fields.emplace_back(name.substr(kept_prefix.size()), value);
    return kept;
}

Reply offer_kept_form(const PageHouse& house, const Request& request, const SignedIn& who, const KeptForm& kept) {
    const auto words = house.words(request);
    View view = View::Group{{"kept_path", kept.path}, {"hidden", hidden_fields(kept, "")}, {"csrf", who.csrf}};
    View::Views typed;
    for (const auto& [name, value] : kept.fields)
        if (name != "seen_seq" && name != "opened" && !value.empty())
            typed.push_back(View::Group{{"typed_name", name}, {"typed_value", value}});
    view["typed"] = std::move(typed);
    return page({house, request, who, words}, "kept_form", words.sentence("pages.kept.title"), view);
}

}  // namespace foerderlauf
