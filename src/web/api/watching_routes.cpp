#include "web/api/rows.hpp"

namespace foerderlauf {

namespace {

/// The process is there and answers; nothing else is asked, so that a slow disk is not answered by a restart.
Reply alive(const Request&) { return plain(200, "ok\n"); }

/// The store can be read and there is something to work with.
Reply ready(Site& site) {
    try {
        site.store.read([](Snapshot& snapshot) { snapshot.last_position(); });
    } catch (const std::exception&) { return plain(503, "store\n"); }
    if (site.programmes.names().empty()) return plain(503, "programmes\n");
    return plain(200, "ok\n");
}

/// Prometheus text format 0.0.4. Lines of one name stand together, whatever their labels.
std::string exposition(const std::vector<Metric>& metrics) {
    std::string text;
    std::string_view last;
    for (const auto& metric : metrics) {
        if (metric.name != last)
            text += "# HELP " + metric.name + " " + metric.help + "\n# TYPE " + metric.name + " " + metric.type + "\n";
        last = metric.name;
        text += metric.name + (metric.labels.empty() ? "" : "{" + metric.labels + "}") + " " +
                std::to_string(metric.value) + "\n";
    }
    return text;
}

Reply measures(Site& site) {
    std::int64_t position = 0;
    site.store.read([&](Snapshot& snapshot) { position = snapshot.last_position(); });
    std::vector<Metric> metrics{{"foerderlauf_events_total", "Events in the history.", "counter", position, {}}};
    if (site.metrics)
        for (auto& metric : site.metrics()) metrics.push_back(std::move(metric));
    auto reply = plain(200, exposition(metrics));
    reply.content_type = "text/plain; version=0.0.4; charset=utf-8";
    return reply;
}

}  // namespace

std::vector<Route> watching_routes(Site& site) {
    return {
        {"GET", "/healthz", alive},
        {"GET", "/readyz", [&site](const Request&) { return ready(site); }},
        {"GET", "/metrics", [&site](const Request&) { return measures(site); }},
    };
}

}  // namespace foerderlauf
