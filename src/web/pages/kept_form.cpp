#include "web/pages/kept_form.hpp"

#include "base/text.hpp"
#include "web/front/letters_of_http.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/sign_in.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace foerderlauf {

namespace {

constexpr std::string_view kept_prefix = "kept:";
constexpr std::string_view kept_path = "kept_path";

bool is_unreserved(char c) { return is_letter_or_digit(c) || c == '-' || c == '.' || c == '_' || c == '~' || c == '/'; }

/// Passwords, their repetition and codes never stand in a page: whoever signs in next would read them.
bool is_secret(const std::string& name) {
    return name.find("password") != std::string::npos || name == "again" || name == "code" || name == "ticket";
}

/// What a page sends along without anybody having typed it.
bool is_machinery(const std::string& name) {
    static const std::set<std::string, std::less<>> names = {"csrf", "seen_seq", "opened", "typed_page", "then", "do"};
    return names.contains(name);
}

const Field* field_named(const std::vector<Field>& fields, const std::string& name) {
    const auto found = std::ranges::find(fields, name, &Field::name);
    return found == fields.end() ? nullptr : &*found;
}

/// The field of that name in any form or step of any programme; the page it was typed on may be gone.
const Field* field_anywhere(const Definition& definition, const std::string& name) {
    for (const auto& [form_name, form] : definition.forms)
        if (const auto* field = field_named(form.fields, name)) return field;
    for (const auto& machine : definition.machines)
        for (const auto& step : machine.steps)
            if (const auto* field = field_named(step.fields.fields, name)) return field;
    return nullptr;
}

/// `Ausgabenplan, Zeile 1, Betrag` for `cost_plan.0.amount_cents`; general words for what no programme asks for.
std::string words_for(const Visit& visit, const std::string& name) {
    const auto parts = split(name, '.');
    for (const auto& programme : visit.site().programmes.names()) {
        const auto definition = visit.site().shown_in(visit.words.language(),
                                                      visit.site().programmes.current(programme));
        const auto* field = field_anywhere(*definition, parts.front());
        if (!field) continue;
        const auto* column = parts.size() == 3 ? field_named(field->columns, parts[2]) : nullptr;
        if (!column) return typeset(field->label);
        return visit.words.sentence("pages.kept.cell", {{"rows", field->label},
                                                        {"number", std::int64_t{std::atoi(parts[1].c_str())} + 1},
                                                        {"column", column->label}});
    }
    return visit.words.sentence(name == "reason" ? "pages.kept.reason" : "pages.kept.other");
}

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
    const auto secret = [](const auto& pair) { return is_secret(pair.first); };
    if (std::ranges::any_of(request.form, secret))
        return sign_in_page(house, request,
                            {.status = 401, .note = house.words(request).sentence("pages.sign_in.expired")});
    KeptForm kept{own_path(percent_encoded(request.path)), {}};
    for (const auto& [name, value] : request.form)
        if (name != "csrf") kept.fields.emplace_back(name, value);
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
    const Visit visit{house, request, who, words};
    View::Views typed;
    for (const auto& [name, value] : kept.fields)
        if (!is_machinery(name) && !value.empty())
            typed.push_back(View::Group{{"typed_name", words_for(visit, name)}, {"typed_value", value}});
    view["typed"] = std::move(typed);
    return page(visit, "kept_form", words.sentence("pages.kept.title"), view);
}

}  // namespace foerderlauf
