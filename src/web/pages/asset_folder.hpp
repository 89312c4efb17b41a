#pragma once

#include "web/site.hpp"

#include <filesystem>
#include <string>

namespace foerderlauf {

/// The folder with `templates/` and `assets/`: `src/web` of a source tree, `web` of an installation.
std::filesystem::path web_folder(const Site& site);

/// Where an asset lies; empty when nobody installed it. KERN and the fonts come from npm's folder.
std::filesystem::path asset_path(const Site& site, const std::string& name);

/// Short hash over all assets: part of their addresses, so that browsers may keep them for a year.
std::string stamp_of_assets(const Site& site);

}  // namespace foerderlauf
