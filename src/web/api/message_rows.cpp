#include "casework/message_thread.hpp"
#include "web/api/command_reply.hpp"
#include "web/api/printing.hpp"
#include "web/api/reading_of_call.hpp"
#include "web/api/rows.hpp"

namespace foerderlauf {

namespace {

Result<Reply> write_a_message(const Call& call) {
    const auto id = call.number("id");
    if (!id) return tl::unexpected{id.error()};
    Members members{call.body};
    MessageWish wish{*id, members.text("text")};
    const auto wrong = members.wrong();
    if (!wrong.empty()) wish.text.clear();  // refused where the turn of fields comes
    return command_reply(call, wrong, tell_case(201), [&](const Answering& answering) {
        return call.site.dispatcher.write_message(call.envelope(), wish, call.site.tell_of_message, answering);
    });
}

Record printed(const Call& call, const ReadMessage& read) {
    const auto& message = read.message;
    return {{"seq", message.seq},
            {"at", to_rfc3339(message.at)},
            {"actor",
             Record{{"account", message.account}, {"name", text_or_null(call.site.identity.name_of(message.account))}}},
            {"duty", message.duty},
            {"from", is_applicant_duty(message.duty) ? "applicant" : "authority"},
            {"text", message.text.erased ? Value{} : Value{message.text}},
            {"erased", message.text.erased},
            {"unread", read.unread}};
}

Result<Reply> list_messages(const Call& call) {
    const auto reading = reading_of(call);
    if (!reading) return tl::unexpected{reading.error()};
    List items;
    for (const auto& read : messages_of(call.site.store, call.account, *reading))
        items.emplace_back(printed(call, read));
    return json_reply(200, {{"items", std::move(items)}});
}

Result<Reply> read_messages(const Call& call) {
    const auto reading = reading_of(call);
    if (!reading) return tl::unexpected{reading.error()};
    Members members{call.body};
    const auto seq = members.integer("seq");
    if (auto wrong = members.wrong(); !wrong.empty()) return tl::unexpected{wrong_fields(std::move(wrong))};
    note_messages_read(call.site.store, call.account, *reading, seq);
    return list_messages(call);
}

}  // namespace

std::vector<ApiRow> message_rows() {
    return {
        {.method = "POST",
         .pattern = "/api/v1/cases/{id}/messages",
         .summary = "Write to the other side",
         .takes = Takes::Json,
         .success = {201},
         .answer_schema = "Case",
         .answer = write_a_message,
         .body_schema = "WriteMessage"},
        {.method = "GET",
         .pattern = "/api/v1/cases/{id}/messages",
         .summary = "Messages between the municipality and the authority, the oldest first; marks none as read",
         .answer_schema = "Messages",
         .answer = list_messages},
        {.method = "POST",
         .pattern = "/api/v1/cases/{id}/messages/read",
         .summary = "Note that the caller has read the messages up to this sequence number",
         .takes = Takes::Json,
         .answer_schema = "Messages",
         .answer = read_messages,
         .body_schema = "ReadMessages"},
    };
}

}  // namespace foerderlauf
