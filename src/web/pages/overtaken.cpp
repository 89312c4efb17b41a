// 412: somebody was faster. Nothing is lost: the page shows what happened since and asks what shall hold.
#include "exchange/text_difference.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/history.hpp"
#include "web/pages/refusals.hpp"

namespace foerderlauf {

namespace {

/// The case as the visitor saw it: its events up to the sequence the page was rendered from.
CaseFile as_seen(const std::vector<Event>& events, CaseId id, std::int64_t seen_seq) {
    auto file = empty_case(id);
    for (const auto& event : events)
        if (event.seq <= seen_seq) apply(file, event);
    return file;
}

Record answers_of(const CaseFile& file, const std::string& form) {
    const auto found = file.forms.find(form);
    return found == file.forms.end() ? Record{} : found->second;
}

/// What was typed, for reading: typed values where they can be read, else the text itself.
std::string typed_for_reading(const Field& field, const Record& typed, const Words& words) {
    const auto& value = member(typed, field.name);
    const auto decoded = decode(Form{"", "", {field}}, Record{{field.name, value}}, Spelling::German);
    if (decoded) return for_reading(field, member(*decoded, field.name), words);
    return value.as_text() ? *value.as_text() : std::string{};
}

std::string or_empty(const std::string& text, const Words& words) {
    return text.empty() ? words.sentence("pages.overtaken.nothing") : text;
}

View::Views pieces_between(const std::string& before, const std::string& now) {
    using Kind = DifferencePiece::Kind;
    View::Views pieces;
    for (const auto& piece : difference_of_words(before, now))
        pieces.push_back(View::Group{{"piece", piece.text},
                                     {"piece_removed", piece.kind == Kind::Removed},
                                     {"piece_added", piece.kind == Kind::Added}});
    return pieces;
}

/// A choice names the two answers where they are short, else what they are.
View choice_between(const Field& field, const std::string& now, const std::string& mine, const Words& words) {
    constexpr std::size_t shown_in_a_choice = 40;
    const auto is_short = [](const std::string& text) {
        return text.size() <= shown_in_a_choice && text.find('\n') == std::string::npos;
    };
    const bool named = is_short(now) && is_short(mine);
    return View::Group{{"choice_name", "choice:" + field.name},
                       {"choice_id", field_id(field.name)},
                       {"choice_now", named ? now : words.sentence("pages.overtaken.now")},
                       {"choice_mine", words.sentence(named ? "pages.overtaken.mine_named" : "pages.overtaken.mine",
                                                      {{"answer", FreeText{mine}}})}};
}

View difference(const Field& field, const TypedForm& form, const CaseFile& seen, const CaseFile& now,
                const Words& words) {
    const auto mine = or_empty(typed_for_reading(field, form.typed, words), words);
    View view = View::Group{{"diff_label", typeset(field.label)},
                            {"seen", false},
                            {"now", false},
                            {"mine", mine},
                            {"ask", false},
                            {"same", false}};
    if (form.form.empty()) return view;
    const auto before = or_empty(for_reading(field, member(answers_of(seen, form.form), field.name), words), words);
    const auto current = or_empty(for_reading(field, member(answers_of(now, form.form), field.name), words), words);
    view["seen"] = before;
    view["now"] = View::Group{
        {"pieces", pieces_between(before, current)}, {"changed", before != current}, {"now_words", current}};
    view["same"] = current == mine;
    // Only a field the others changed is asked for: an untouched one keeps what was typed.
    if (before != current && current != mine) view["ask"] = choice_between(field, current, mine, words);
    return view;
}

}  // namespace

Reply overtaken(const Visit& visit, const CaseReading& reading, const TypedForm& form) {
    const auto seen_seq = visit.envelope().seen_seq.value_or(0);
    std::vector<Event> events;
    visit.site().store.read([&](Snapshot& snapshot) { events = snapshot.events(reading.file.id); });
    const auto seen = as_seen(events, reading.file.id, seen_seq);

    View::Views since, differences, hidden;
    for (const auto& event : events)
        if (event.seq > seen_seq) since.push_back(history_entry(visit, reading, event));
    for (const auto& field : form.fields)
        if (const auto& value = member(form.typed, field.name); !value.is_empty()) {
            differences.push_back(difference(field, form, seen, reading.file, visit.words));
            add_hidden(hidden, field.name, value);
        }
    if (!form.reason.empty()) hidden.push_back(View::Group{{"hidden_name", "reason"}, {"hidden_value", form.reason}});
    View view = View::Group{
        {"preline", preline_of(reading)},
        {"since", since},
        {"differences", differences},
        {"hidden", hidden},
        {"compares", !form.form.empty()},
        {"action", form.action},
        {"go_on", form.step.empty() ? visit.words.sentence("pages.overtaken.take")
                                    : visit.words.sentence("pages.overtaken.step", {{"step", FreeText{form.step}}})},
        {"typed_reason", form.reason},
        {"seq", std::to_string(reading.file.seq)}};
    return page(visit, "overtaken", visit.words.sentence("pages.overtaken.title"), view, 412, NavPlace::Cases);
}

}  // namespace foerderlauf
