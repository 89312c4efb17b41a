#pragma once

#include "web/front/descriptor.hpp"
#include "web/front/http.hpp"
#include "web/front/proxies.hpp"
#include "web/front/request_reader.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace foerderlauf {

/// Answers every request: the Router, or whatever the server puts in front of it. Called from several workers at once.
using Answerer = std::function<Reply(Request&)>;

/// What a person or program is told about an error. `incident` is empty unless it was a fault.
struct ErrorView {
    int status = 500;
    Message message;  ///< always has a key
    std::string incident;
};

/// What the edge asks others for; each is called from several threads at once. Absent ones have a plain default.
struct EdgeHooks {
    /// Sentences of `config/texts.*.yaml` in the language of the request; by default the key itself.
    std::function<std::string(const Message&, const Request&)> sentence;
    /// The whole HTML page of an error; by default a few lines made of `sentence`. May throw: then the default is used.
    std::function<std::string(const ErrorView&, const Request&)> error_page;
    /// Told of every fault, with the incident number the answer shows. `what` is one line of printable ASCII.
    std::function<void(const std::string& incident, const std::string& what)> on_fault;
};

/// An answer ready for the wire.
struct Outgoing {
    std::string head;
    std::string body;
    Descriptor file;  ///< instead of `body`
    std::uint64_t file_size = 0;
    int status = 500;
    bool keep_alive = false;
};

/// The one wrapper round every handler: decodes, calls, answers exceptions, adds the safe headers, writes the head.
/// No exception leaves it. Thread-safe.
class Edge {
public:
    Edge(Answerer site, EdgeHooks hooks, TrustedProxies proxies);

    /// `may_keep_alive` = whether the front lets the connection live on; the request may still end it.
    Outgoing answer(Arrived arrived, const Poco::Net::IPAddress& peer, bool may_keep_alive) const noexcept;
    /// The answer to what was never understood; the connection ends behind it. `beginning` is what was sent so far.
    Outgoing refusal(const Unacceptable& why, std::string_view beginning) const noexcept;
    /// 503 with Retry-After, for a request that was read whole.
    Outgoing overloaded(const Head& head, bool may_keep_alive) const noexcept;

    const TrustedProxies& proxies() const { return proxies_; }

private:
    Reply reply_to(Request& request) const;
    Reply with_error_body(Reply reply, const Request& request) const;
    Reply fault(const std::string& what, const Request& request) const;
    std::string sentence(const Message& message, const Request& request) const;
    std::string plain_page(const ErrorView& view, const Request& request) const;
    Outgoing written(Reply reply, const Request& request, bool keep_alive) const;

    Answerer site_;
    EdgeHooks hooks_;
    TrustedProxies proxies_;
};

}  // namespace foerderlauf
