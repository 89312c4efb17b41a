#include "talk.hpp"

#include "domain/load.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

using namespace foerderlauf;

TEST_CASE("every sentence the front asks for exists") {
    const auto texts = load_texts(SOURCE_DIR "/config/texts.de.front.yaml");
    const std::regex key{"\"(front\\.[a-z_]+)\""};
    int asked = 0;
    for (const auto& file : std::filesystem::directory_iterator{SOURCE_DIR "/src/web/front"}) {
        std::ifstream in{file.path()};
        const std::string code{std::istreambuf_iterator<char>{in}, {}};
        for (auto match = std::sregex_iterator{code.begin(), code.end(), key}; match != std::sregex_iterator{};
             ++match, ++asked) {
            INFO((*match)[1].str());
            CHECK(texts.knows((*match)[1].str()));
        }
    }
    CHECK(asked > 20);
}

TEST_CASE("every status an answer may have without words of its own has a title and a sentence") {
    const auto texts = load_texts(SOURCE_DIR "/config/texts.de.front.yaml");
    for (const int status : {400, 401, 403, 404, 405, 408, 409, 411, 412, 413, 414,
                             415, 417, 422, 428, 429, 431, 500, 501, 503, 505, 507}) {
        INFO(status);
        CHECK(texts.knows("front.title." + std::to_string(status)));
        CHECK(texts.knows("front.detail." + std::to_string(status)));
    }
}
