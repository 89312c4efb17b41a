// foerderlauf account add|mail|disable|token|duty
#include "base/text.hpp"
#include "domain/mail.hpp"
#include "server/commands/in_house.hpp"

#include <istream>
#include <ostream>

namespace foerderlauf {

namespace {

int mail(const CommandContext& context, House& house, const std::string& name, const std::string& address) {
    if (const auto done = house.identity.set_mail(Account::system(), name, address); !done)
        return context.refused(done.error());
    context.out << context.texts.sentence(address.empty() ? "command.mail_erased" : "command.mail_set",
                                          {{"name", name}})
                << '\n';
    return 0;
}

int add(const CommandContext& context, House& house, const std::string& name) {
    const auto address = context.line.option("mail");
    if (!address.empty())  // before the account is there: a refusal leaves nothing behind
        if (const auto parsed = parse_mail_address(address); !parsed) return context.refused(parsed.error());
    std::string password;
    if (context.line.has("password-stdin")) std::getline(context.in, password);
    std::optional<PersonId> person;
    if (context.line.has("person")) person = std::atoll(context.line.option("person").c_str());
    const auto added = house.identity.add_account(Account::system(), name, context.line.option("name", name), password,
                                                  person);
    if (!added) return context.refused(added.error());
    context.out << context.texts.sentence("command.account_added", {{"name", name}, {"account", *added}}) << '\n';
    return address.empty() ? 0 : mail(context, house, name, address);
}

int disable(const CommandContext& context, House& house, const std::string& name) {
    if (const auto done = house.identity.disable(Account::system(), name); !done) return context.refused(done.error());
    context.out << context.texts.sentence("command.account_disabled", {{"name", name}}) << '\n';
    return 0;
}

int token(const CommandContext& context, House& house, const std::string& name) {
    const auto issued = house.identity.issue_token(name);
    if (!issued) return context.refused(issued.error());
    context.out << issued->token << '\n';
    return 0;
}

int duty(const CommandContext& context, House& house, const std::string& name, const std::string& duty_name) {
    HeldDuty held{duty_name, context.line.option("recipient"), context.line.option("programme")};
    if (!held.recipient.empty()) {
        const auto recipient = house.recipients.find(held.recipient);
        if (!recipient)
            return context.refused({Refusal::Kind::BadInput, {"command.no_recipient", {{"given", held.recipient}}}});
        held.recipient = recipient->key;
    }
    const bool remove = context.line.has("remove");
    const auto done = remove ? house.identity.take_duty(Account::system(), name, held)
                             : house.identity.give_duty(Account::system(), name, held);
    if (!done) return context.refused(done.error());
    context.out << context.texts.sentence(remove ? "command.duty_taken" : "command.duty_given",
                                          {{"name", name}, {"duty", duty_name}})
                << '\n';
    return 0;
}

}  // namespace

int run_account(const CommandContext& context, House& house) {
    const auto& words = context.line.arguments;
    if (words[0] == "add" && words.size() == 2) return add(context, house, words[1]);
    if (words[0] == "disable" && words.size() == 2) return disable(context, house, words[1]);
    if (words[0] == "token" && words.size() == 2) return token(context, house, words[1]);
    if (words[0] == "mail" && words.size() == 3) return mail(context, house, words[1], words[2]);
    if (words[0] == "mail" && words.size() == 2 && context.line.has("remove"))
        return mail(context, house, words[1], "");
    if (words[0] == "duty" && words.size() == 3) return duty(context, house, words[1], words[2]);
    context.err << context.texts.sentence("usage.arguments", {{"command", "account"}}) << '\n';
    return 2;
}

}  // namespace foerderlauf
