#include "web/pages/typed.hpp"

#include "base/text.hpp"
#include "store/typed_texts.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace foerderlauf {

namespace {

constexpr std::size_t most_bytes = 256 * 1024;
constexpr std::size_t most_fields = 4000;
constexpr std::array forms_of_a_case = {"edit", "forms", "steps", "machines", "messages"};

/// The case a form belongs to, by the path it is sent to: `/cases/7/edit/project`.
std::optional<CaseId> case_of_page(const std::string& page) {
    const auto parts = split(page, '/');
    if (page.size() > 300 || own_path(page) != page || parts.size() < 4 || parts[1] != "cases") return {};
    if (std::ranges::find(forms_of_a_case, parts[3]) == forms_of_a_case.end()) return {};
    CaseId id = 0;
    const auto* end = parts[2].data() + parts[2].size();
    const auto [read, error] = std::from_chars(parts[2].data(), end, id);
    return error == std::errc{} && read == end && id > 0 ? std::optional{id} : std::nullopt;
}

bool is_kept(const std::string& name) {
    static const std::set<std::string, std::less<>> machinery = {"csrf", "typed_page", "opened", "seen_seq", "then"};
    return !machinery.contains(name) && name.find("password") == std::string::npos;
}

/// When the page of this form was made; without a trustworthy word of it now.
Instant opened_at(const Visit& visit) {
    Instant opened{};
    const auto now = visit.site().clock.now();
    return from_rfc3339(visit.request.form.value("opened"), opened) ? std::min(opened, now) : now;
}

Reply told(const Words& words, int status, std::string_view key, const Record& values = {}) {
    return plain(status, words.sentence(key, values));
}

/// Empty fields say as much as fields that were never typed into.
Value without_nothing(const Value& value) {
    if (const auto* record = value.as_record()) {
        Record kept;
        for (const auto& [name, item] : *record)
            if (auto rest = without_nothing(item); !rest.is_empty()) kept[name] = std::move(rest);
        return kept.empty() ? Value{} : Value{std::move(kept)};
    }
    if (const auto* list = value.as_list()) {
        List kept;
        for (const auto& item : *list) kept.push_back(without_nothing(item));
        return kept.empty() ? Value{} : Value{std::move(kept)};
    }
    const auto* text = value.as_text();
    return text && text->empty() ? Value{} : value;
}

/// Whether somebody else did something to the case after that event.
bool changed_by_others(const CaseReading& reading, std::int64_t seen_seq, AccountId account) {
    return std::ranges::any_of(reading.file.history,
                               [&](const Taken& taken) { return taken.seq > seen_seq && taken.account != account; });
}

Reply keep_words(const Visit& visit) {
    const auto& form = visit.request.form;
    TypedText typed{form.value("typed_page"), 0, opened_at(visit), 0, {}, visit.site().clock.now()};
    const auto id = case_of_page(typed.page);
    if (!id) return told(visit.words, 400, "pages.typed.no_form");
    const auto reading = case_of(visit, *id);
    if (!reading) return told(visit.words, 404, "pages.typed.no_case");
    typed.case_id = *id;
    typed.seen_seq = visit.envelope().seen_seq.value_or(reading->file.seq);
    std::size_t bytes = 0;
    for (const auto& [name, words] : form) {
        if (!is_kept(name)) continue;
        bytes += name.size() + words.size();
        typed.fields.emplace_back(name, words);
    }
    if (bytes > most_bytes || typed.fields.size() > most_fields) return told(visit.words, 413, "pages.typed.too_long");
    bool kept = false;
    visit.site().store.run(
        [&](Transaction& transaction) { kept = keep_typed_text(transaction.session(), visit.account().id, typed); });
    if (!kept) return told(visit.words, 409, "pages.typed.elsewhere");
    return told(visit.words, 200, "pages.typed.kept", {{"when", visit.words.moment_text(typed.at)}});
}

}  // namespace

std::string KeptWords::value(std::string_view name) const {
    const auto found = std::ranges::find(fields, name, &std::pair<std::string, std::string>::first);
    return found == fields.end() ? std::string{} : found->second;
}

std::optional<KeptWords> kept_words(const Visit& visit, const CaseReading& reading, const std::string& page) {
    if (reading.as_of) return {};
    std::optional<TypedText> found;
    const auto not_before = visit.site().clock.now() - typed_texts_are_kept;
    visit.site().store.read(
        [&](Snapshot& snapshot) { found = find_typed_text(snapshot.session(), visit.account().id, page, not_before); });
    if (!found) return {};
    const bool changed = changed_by_others(reading, found->seen_seq, visit.account().id);
    const auto title = visit.words.sentence("pages.typed.title", {{"when", visit.words.moment_text(found->at)}});
    return KeptWords{std::move(found->fields), changed ? found->seen_seq : reading.file.seq,
                     View::Group{{"kept_title", title}, {"kept_page", page}, {"kept_changed", changed}}};
}

std::optional<KeptWords> kept_words(const Visit& visit, const CaseReading& reading, const std::string& page,
                                    const std::vector<Field>& fields, const Record& present) {
    auto kept = kept_words(visit, reading, page);
    if (!kept) return {};
    const auto same = without_nothing(posted(fields, kept->fields)) == without_nothing(present);
    return same && kept->value("reason").empty() ? std::nullopt : std::move(kept);
}

void forget_typed(const Visit& visit, const std::string& page) {
    // Only who had words kept pays for a commit.
    bool some = false;
    visit.site().store.read([&](Snapshot& snapshot) {
        some = find_typed_text(snapshot.session(), visit.account().id, page, Instant{}).has_value();
    });
    if (!some) return;
    const auto opened = opened_at(visit);
    try {
        visit.site().store.run([&](Transaction& transaction) {
            delete_typed_text(transaction.session(), visit.account().id, page, opened);
        });
    } catch (const QueueFull&) {
        // The form itself is accepted; its words are offered once more and can be discarded.
    }
}

Reply keep_typed(const PageHouse& house, const Request& request) {
    const auto words = house.words(request);
    const auto who = session_of(house, request);
    if (!who) return told(words, 401, "pages.typed.signed_out");
    if (!may_change(request, *who)) return told(words, 403, "pages.error.csrf");
    try {
        return keep_words(Visit{house, request, *who, words});
    } catch (const QueueFull&) { return told(words, 503, "pages.typed.overloaded"); }
}

Reply discard_typed(const Visit& visit) {
    const auto page = visit.request.form.value("typed_page");
    const auto id = case_of_page(page);
    if (!id) return error_reply(400);
    forget_typed(visit, page);
    // Messages are written on the page of the case.
    return see_other(page.ends_with("/messages") ? "/cases/" + std::to_string(*id) + "#nachrichten" : page);
}

}  // namespace foerderlauf
