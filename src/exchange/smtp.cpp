#include "exchange/smtp.hpp"

#include <Poco/Net/Context.h>
#include <Poco/Net/MailMessage.h>
#include <Poco/Net/MailRecipient.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SecureSMTPClientSession.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <algorithm>
#include <memory>

namespace foerderlauf {

namespace {

using namespace Poco::Net;
using Outcome = Delivery::Outcome;

constexpr std::size_t longest_answer = 200;

/// A server's words for the record: they come from outside.
std::string readable(std::string words) {
    words = one_line(words.substr(0, longest_answer));
    std::ranges::replace_if(
        words, [](char c) { return c < 0x20 || c >= 0x7F; }, '?');
    return words;
}

Context::Ptr tls_context() { return new Context{Context::TLS_CLIENT_USE, "", "", "", Context::VERIFY_STRICT, 9, true}; }

Poco::Timespan span_of(std::chrono::milliseconds time) { return {0, static_cast<long>(time.count()) * 1000}; }

StreamSocket connected(const SmtpSettings& settings) {
    const SocketAddress address{settings.host, settings.port};
    const auto patience = span_of(settings.patience);
    StreamSocket socket;
    socket.connect(address, patience);
    socket.setReceiveTimeout(patience);
    socket.setSendTimeout(patience);
    if (settings.tls != SmtpSettings::Tls::Implicit) return socket;
    return SecureStreamSocket::attach(socket, settings.host, tls_context());
}

std::string domain_of(const std::string& address) { return address.substr(address.rfind('@') + 1); }

/// Greets, and goes over to TLS and signs in where that is set. Throws.
std::unique_ptr<SecureSMTPClientSession> opened(const SmtpSettings& settings) {
    auto session = std::make_unique<SecureSMTPClientSession>(connected(settings));
    session->setTimeout(span_of(settings.patience));
    const auto name = domain_of(settings.from);
    session->login(name);
    if (settings.tls == SmtpSettings::Tls::StartTls) {
        if (!session->startTLS(tls_context())) throw SMTPException{"the server offers no STARTTLS"};
        session->login(name);  // what was said in clear does not count (RFC 3207 section 4.2)
    }
    if (!settings.user.empty()) session->login(name, SMTPClientSession::AUTH_LOGIN, settings.user, settings.password);
    return session;
}

void fill(MailMessage& message, const SmtpSettings& settings, const Mail& mail) {
    message.setSender(settings.from);
    message.addRecipient({MailRecipient::PRIMARY_RECIPIENT, mail.to});
    message.setSubject(encoded_header(mail.subject));
    message.setContentType("text/plain; charset=UTF-8");
    message.set("Message-ID", mail.message_id);
    message.set("Auto-Submitted", "auto-generated");  // RFC 3834: no absence note answers
    message.setContent(mail.body, MailMessage::ENCODING_BASE64);
}

Delivery handed_over(SMTPClientSession& session, const MailMessage& message) {
    try {
        session.sendMessage(message);
    } catch (const SMTPException& refused) {
        const bool for_good = refused.code() >= 500 && refused.code() < 600;
        return {for_good ? Outcome::Refused : Outcome::Later, readable(refused.displayText())};
    }
    try {
        session.close();
    } catch (const Poco::Exception&) {
        // It was taken over before: whoever hangs up instead of saying goodbye takes nothing back.
    }
    return {Outcome::Taken, {}};
}

}  // namespace

Delivery send_by_smtp(const SmtpSettings& settings, const Mail& mail) {
    try {
        const auto session = opened(settings);
        MailMessage message;
        fill(message, settings, mail);
        return handed_over(*session, message);
    } catch (const Poco::Exception& fault) {
        return {Outcome::Later, readable(fault.displayText())};
    } catch (const std::exception& fault) { return {Outcome::Later, readable(fault.what())}; }
}

}  // namespace foerderlauf
