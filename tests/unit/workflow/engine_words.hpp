#pragma once

#include "domain/load.hpp"

namespace foerderlauf::test {

/// The sentences of the rooms up to the engine.
inline const Texts& words() {
    static const Texts all = [] {
        std::map<std::string, std::string, std::less<>> sentences;
        for (const auto* room : {"domain", "forms", "loader", "scenarios", "workflow"}) {
            const auto texts = load_texts(std::string{SOURCE_DIR "/config/texts.de."} + room + ".yaml");
            sentences.insert(texts.all().begin(), texts.all().end());
        }
        return Texts{std::move(sentences)};
    }();
    return all;
}

}  // namespace foerderlauf::test
