#pragma once

#include "web/front/edge.hpp"

namespace foerderlauf {

/// Writes the head of a reply and opens its file. Adds what every answer has: the content security policy, no
/// sniffing, no caching, no framing, and Strict-Transport-Security when the request came over TLS; a reply that
/// sets one of them itself keeps its own. Throws when the file is no readable regular file or the status no status.
Outgoing on_the_wire(Reply reply, const Request& request, bool keep_alive);

/// The policy of every page: nothing but this server's own files, images also as data (KERN's icons are).
std::string_view content_security_policy();

}  // namespace foerderlauf
