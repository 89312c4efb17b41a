// GET /assets/{name}: KERN unchanged, the Latin subset of Fira Sans, and our own style sheet, scripts and icon.
#include "base/sha256.hpp"
#include "web/pages/asset_folder.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

namespace foerderlauf {

namespace {

namespace fs = std::filesystem;

struct Asset {
    std::string_view name;
    std::string_view package;  ///< folder below node_modules; empty: our own
    std::string_view type;
};

constexpr std::array<Asset, 9> assets = {{
    {"kern.min.css", "@kern-ux/native/dist", "text/css; charset=utf-8"},
    {"app.css", "", "text/css; charset=utf-8"},
    {"app.js", "", "text/javascript; charset=utf-8"},
    {"upload.js", "", "text/javascript; charset=utf-8"},
    {"watch.js", "", "text/javascript; charset=utf-8"},
    {"favicon.svg", "", "image/svg+xml"},
    {"fira-sans-latin-400-normal.woff2", "@fontsource/fira-sans/files", "font/woff2"},
    {"fira-sans-latin-600-normal.woff2", "@fontsource/fira-sans/files", "font/woff2"},
    {"fira-sans-latin-700-normal.woff2", "@fontsource/fira-sans/files", "font/woff2"},
}};

const Asset* find_asset(std::string_view name) {
    const auto found = std::ranges::find(assets, name, &Asset::name);
    return found == assets.end() ? nullptr : &*found;
}

std::string bytes_of(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

Reply asset(const Site& site, const Request& request) {
    const auto* known = find_asset(request.parameter("name"));
    const auto path = known ? asset_path(site, std::string{known->name}) : fs::path{};
    if (path.empty()) return error_reply(404);
    auto reply = html(200, bytes_of(path));
    reply.content_type = known->type;
    // With its hash in the query an address never changes its content.
    reply.set("Cache-Control", request.query.has("v") ? "public, max-age=31536000, immutable" : "no-cache");
    return reply;
}

}  // namespace

fs::path web_folder(const Site& site) {
    const auto in_tree = site.assets / "src" / "web";
    return fs::is_directory(in_tree / "templates") ? in_tree : site.assets / "web";
}

fs::path asset_path(const Site& site, const std::string& name) {
    const auto* known = find_asset(name);
    if (!known) return {};
    const std::array<fs::path, 3> places = {web_folder(site) / "assets",
                                            site.assets / "build/npm/web/node_modules" / known->package,
                                            site.assets / "web/node_modules" / known->package};
    for (const auto& place : places)
        if (fs::is_regular_file(place / name)) return place / name;
    return {};
}

std::string stamp_of_assets(const Site& site) {
    std::string hashes;
    for (const auto& known : assets)
        if (const auto path = asset_path(site, std::string{known.name}); !path.empty())
            hashes += sha256_hex(bytes_of(path));
    return sha256_hex(hashes).substr(0, 12);
}

std::vector<Route> asset_routes(Site& site) {
    return {{"GET", "/assets/{name}", [&site](const Request& request) { return asset(site, request); }}};
}

}  // namespace foerderlauf
