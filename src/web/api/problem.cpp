#include "web/api/problem.hpp"

#include "web/api/printing.hpp"
#include "web/refusal_status.hpp"

namespace foerderlauf {

List printed_blockers(const std::vector<Blocker>& blockers, const Texts& texts) {
    List list;
    for (const auto& blocker : blockers)
        list.emplace_back(Record{{"check", blocker.check},
                                 {"source", text_or_null(blocker.source)},
                                 {"message", texts.sentence(blocker.message)},
                                 {"values", blocker.message.values}});
    return list;
}

Record printed_fields(const std::map<std::string, Message>& fields, const Texts& texts) {
    Record record;
    for (const auto& [name, message] : fields) record.emplace(name, texts.sentence(message));
    return record;
}

Reply problem_reply(int status, const Message& message, const Texts& texts, const Record& more) {
    Record body{{"type", "urn:foerderlauf:problem:" + message.key},
                {"title", texts.sentence("front.title." + std::to_string(status))},
                {"status", status},
                {"detail", texts.sentence(message)}};
    for (const auto& [key, value] : more) body.insert_or_assign(key, value);
    auto reply = problem(status, printed_json(body));
    if (status == 401) reply.set("WWW-Authenticate", "Bearer");
    if (const auto seconds = integer_of(message.values, "seconds"); status == 429 && seconds > 0)
        reply.set("Retry-After", std::to_string(seconds));
    if (status == 503) reply.set("Retry-After", "2");
    return reply;
}

Reply problem_reply(const Refusal& refusal, const Texts& texts, const Record& more) {
    Record members = more;
    if (!refusal.blockers.empty()) members.emplace("blockers", printed_blockers(refusal.blockers, texts));
    if (!refusal.fields.empty()) members.emplace("fields", printed_fields(refusal.fields, texts));
    return problem_reply(status_of(refusal), refusal.message, texts, members);
}

}  // namespace foerderlauf
