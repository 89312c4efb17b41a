#include "base/text.hpp"
#include "web/front/http.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace foerderlauf {

namespace {

/// Literals first, then places with a literal beside them, then bare places: the first row that fits is the best.
int looseness(const std::string& before, const std::string& place, const std::string& after) {
    if (place.empty()) return 0;
    return before.empty() && after.empty() ? 2 : 1;
}

std::vector<std::string> segments_of_path(std::string_view path) {
    if (path.starts_with('/')) path.remove_prefix(1);
    return split(path, '/');
}

}  // namespace

std::vector<Router::Segment> Router::segments_of(const std::string& pattern) {
    const auto unreadable = [&] { return std::logic_error{"unreadable pattern of a route: " + pattern}; };
    if (!pattern.starts_with('/')) throw unreadable();
    std::vector<Segment> segments;
    for (const auto& text : segments_of_path(pattern)) {
        const auto open = text.find('{');
        const auto close = text.find('}');
        if (open == std::string::npos && close == std::string::npos) {
            segments.push_back({text, "", ""});
            continue;
        }
        const bool one_place = open != std::string::npos && close != std::string::npos && open + 1 < close &&
                               text.find_first_of("{}", close + 1) == std::string::npos &&
                               text.find('{', open + 1) == std::string::npos;
        if (!one_place) throw unreadable();
        segments.push_back({text.substr(0, open), text.substr(open + 1, close - open - 1), text.substr(close + 1)});
    }
    return segments;
}

Router::Router(std::vector<Route> routes) {
    std::set<std::string> seen;
    for (auto& route : routes) {
        auto segments = segments_of(route.pattern);
        std::string shape = route.method;
        for (const auto& segment : segments)
            shape += "/" + segment.before + (segment.place.empty() ? "" : "{}") + segment.after;
        if (!seen.insert(shape).second) throw std::logic_error{"two routes match the same: " + shape};
        rows_.push_back({std::move(segments), std::move(route)});
    }
    std::ranges::stable_sort(rows_, [](const Row& a, const Row& b) {
        const auto rank = [](const Segment& s) { return looseness(s.before, s.place, s.after); };
        return std::ranges::lexicographical_compare(a.segments, b.segments, {}, rank, rank);
    });
}

bool Router::fits(const Row& row, const std::vector<std::string>& path, Values* values) {
    if (row.segments.size() != path.size()) return false;
    Values found;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const auto& [before, place, after] = row.segments[i];
        const std::string_view text = path[i];
        if (place.empty()) {
            if (text != before) return false;
            continue;
        }
        if (text.size() <= before.size() + after.size() || !text.starts_with(before) || !text.ends_with(after))
            return false;
        if (values != nullptr) found[place] = text.substr(before.size(), text.size() - before.size() - after.size());
    }
    if (values != nullptr) *values = std::move(found);
    return true;
}

const Router::Row* Router::row_for(std::string_view method, const std::vector<std::string>& path,
                                   Values* values) const {
    for (const auto& row : rows_)
        if (row.route.method == method && fits(row, path, values)) return &row;
    return method == "HEAD" ? row_for("GET", path, values) : nullptr;
}

Reply Router::operator()(Request& request) const {
    const auto path = segments_of_path(request.path);
    if (const Row* row = row_for(request.method, path, &request.parameters)) return row->route.handler(request);

    std::set<std::string> allowed;
    for (const auto& row : rows_)
        if (fits(row, path, nullptr)) allowed.insert(row.route.method);
    if (allowed.empty()) return error_reply(404);
    if (allowed.contains("GET")) allowed.insert("HEAD");
    return error_reply(405).set("Allow", joined({allowed.begin(), allowed.end()}, ", "));
}

std::size_t Router::body_cap(std::string_view method, std::string_view path) const {
    const Row* row = row_for(method, segments_of_path(path), nullptr);
    return row == nullptr ? default_body_cap : row->route.body_cap;
}

std::vector<std::pair<std::string, std::string>> Router::methods_and_patterns() const {
    std::vector<std::pair<std::string, std::string>> listed;
    for (const auto& row : rows_) listed.emplace_back(row.route.method, row.route.pattern);
    return listed;
}

}  // namespace foerderlauf
