// Messages between the municipality and the authority: a part of the case page, and a page of their own.
#include "web/pages/messages.hpp"

#include "casework/message_thread.hpp"
#include "web/pages/case_views.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/refusals.hpp"
#include "web/pages/typed.hpp"
#include "workflow/messages.hpp"
#include "workflow/retention.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr int most_cases = 20;

std::string path_of(const CaseReading& reading) { return "/cases/" + std::to_string(reading.file.id); }

/// `Frau Hartung, Fachliche Prüfung`; `Sie` for the reader.
std::string writer_of(const Visit& visit, const CaseMessage& message) {
    auto name = message.account == visit.account().id ? visit.words.sentence("pages.history.you")
                                                      : person_name(visit.site().identity.name_of(message.account));
    if (name.empty()) name = visit.words.sentence("pages.history.erased");
    return name + ", " + visit.words.duty(message.duty);
}

View message_view(const Visit& visit, const ReadMessage& read) {
    const auto& message = read.message;
    return View::Group{
        {"message_id", "nachricht-" + std::to_string(message.seq)},
        {"message_by", writer_of(visit, message)},
        {"moment", visit.words.moment(message.at)},
        {"message_unread", read.unread},
        {"message_erased", message.text.erased},
        {"message_text", message.text.erased ? visit.words.sentence("pages.history.text_erased") : message.text.text}};
}

/// Why nobody writes here now: the reader's duty or the state of the case; empty where writing is possible.
std::string hindered(const Visit& visit, const CaseReading& reading) {
    if (reading.as_of || is_disposed(reading.file)) return visit.words.sentence("pages.messages.not_here");
    const auto duty = writing_duty(*reading.definition, reading.file, reading.actor);
    if (duty) return {};
    const auto& refusal = duty.error();
    return visit.words.sentence(refusal.blockers.empty() ? refusal.message : refusal.blockers.front().message);
}

Reply messages_page(const Visit& visit, const CaseReading& reading, const MessageDraft& draft, int status) {
    const auto title = visit.words.sentence("pages.messages.title");
    View view = View::Group{{"preline", preline_of(reading)},
                            {"heading", title_of(reading, visit.words)},
                            {"case_path", path_of(reading)},
                            {"messages", messages_view(visit, reading, -1, draft)}};
    note_seen_messages(visit, reading);  // what is new is still marked on this page
    return page(visit, "messages", title, view, status, NavPlace::Cases);
}

}  // namespace

namespace {

View form_view(const Visit& visit, const CaseReading& reading, const MessageDraft& draft) {
    const auto path = path_of(reading) + "/messages";
    auto kept = draft.error.empty() ? kept_words(visit, reading, path) : std::nullopt;
    if (kept) kept->note["kept_changed"] = false;  // no event overtakes a message
    const auto typed = kept ? kept->value("text") : draft.text;
    return View::Group{{"message_path", path},
                       {"message_hint", visit.words.sentence(visit.as_staff() ? "pages.messages.hint_staff"
                                                                              : "pages.messages.hint_applicant")},
                       {"typed", typed},
                       {"kept", kept && !typed.empty() ? kept->note : View{false}},
                       {"message_error", draft.error}};
}

}  // namespace

View messages_view(const Visit& visit, const CaseReading& reading, int most, const MessageDraft& draft) {
    auto all = messages_of(visit.site().store, visit.account(), reading);
    std::ranges::reverse(all);
    const auto count = static_cast<std::int64_t>(all.size());
    const bool cut = most >= 0 && count > most;
    if (cut) all.resize(static_cast<std::size_t>(most));
    View::Views thread;
    for (const auto& read : all) thread.push_back(message_view(visit, read));
    const auto why_not = hindered(visit, reading);
    return View::Group{{"thread", thread},
                       {"some_messages", !thread.empty()},
                       {"write", why_not.empty() ? form_view(visit, reading, draft) : View{false}},
                       {"cannot_write", why_not},
                       {"all_path", cut ? path_of(reading) + "/messages" : ""},
                       {"all_words", cut ? visit.words.counted("pages.messages.all", count) : std::string{}}};
}

void note_seen_messages(const Visit& visit, const CaseReading& reading) {
    if (!reading.as_of) note_messages_read(visit.site().store, visit.account(), reading, reading.file.seq);
}

View unread_messages_view(const Visit& visit) {
    View::Views views;
    visit.site().store.read([&](Snapshot& snapshot) {
        for (const auto& file :
             cases_with_messages_for(snapshot, visit.site().programmes, visit.account(), most_cases)) {
            const auto& newest = file.messages.back();
            views.push_back(View::Group{
                {"unread_path", "/cases/" + std::to_string(file.id) + "#nachrichten"},
                {"unread_case",
                 (file.file_number.empty() ? visit.words.sentence("pages.case.untitled") : file.file_number) + ", " +
                     spoken_name(file.recipient)},
                {"unread_by", person_name(visit.site().identity.name_of(newest.account))},
                {"moment", visit.words.moment(newest.at)}});
        }
    });
    if (views.empty()) return false;
    const auto count = static_cast<std::int64_t>(views.size());
    return View::Group{{"unread_heading", visit.words.counted("pages.messages.unread", count)},
                       {"unread_cases", views}};
}

Reply show_messages(const Visit& visit) {
    const auto reading = case_of(visit);
    return reading ? messages_page(visit, *reading, {}, 200) : refused(visit, reading.error());
}

Reply send_message(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    auto envelope = visit.envelope();
    envelope.seen_seq.reset();  // a message is written to a person, not on a state of the case
    const MessageWish wish{reading->file.id, visit.request.form.value("text")};
    const auto written = visit.site().dispatcher.write_message(envelope, wish, visit.site().tell_of_message);
    if (written) {
        forget_typed(visit, path_of(*reading) + "/messages");
        return see_other(path_of(*reading) + "#nachrichten");
    }
    const auto& refusal = written.error();
    const auto wrong = refusal.fields.find("text");
    if (wrong == refusal.fields.end()) return refused(visit, refusal);
    return messages_page(visit, *reading, {wish.text, visit.words.sentence(wrong->second)}, 422);
}

}  // namespace foerderlauf
