#include "web/site.hpp"

namespace foerderlauf {

Instant arrival_of(const Request& request, const Clock& clock) {
    const Instant now = clock.now();
    if (request.arrived == std::chrono::steady_clock::time_point{}) return now;
    const auto waited = std::chrono::steady_clock::now() - request.arrived;
    return now - std::chrono::duration_cast<std::chrono::microseconds>(waited);
}

std::shared_ptr<const Definition> Site::shown_in(Language language, std::shared_ptr<const Definition> german) const {
    if (german && language == Language::English) return in_english->of(*german, installation->english);
    return german;
}

CaseReading Site::shown_in(Language language, CaseReading german) const {
    if (language == Language::German) return german;
    german.definition = shown_in(language, german.definition);
    if (!german.offers.empty()) german.offers = offers(*german.definition, german.file, german.situation, german.actor);
    return german;
}

}  // namespace foerderlauf
