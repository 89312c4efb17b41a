#include "exchange/xml_events.hpp"

#include <algorithm>
#include <exception>
#include <expat.h>
#include <memory>

namespace foerderlauf {

namespace {

struct XmlReading {
    const XmlEvents& events;
    XML_Parser parser;
    bool doctype = false, stopped = false;
    std::exception_ptr fault = {};  ///< no exception passes through expat

    template <class Telling>
    void tell(Telling telling) {
        if (stopped || doctype || fault) return;
        try {
            stopped = !telling();
        } catch (...) { fault = std::current_exception(); }
        if (stopped || fault) XML_StopParser(parser, XML_FALSE);
    }
};

XmlReading& reading_of(void* data) { return *static_cast<XmlReading*>(data); }

std::string_view without_prefix(std::string_view name) { return name.substr(name.find(':') + 1); }

void on_begin(void* data, const char* name, const char** attributes) {
    auto& reading = reading_of(data);
    if (reading.events.begin)
        reading.tell([&] {
            XmlEvents::Attributes named;
            for (; *attributes; attributes += 2) named.emplace_back(without_prefix(attributes[0]), attributes[1]);
            return reading.events.begin(without_prefix(name), named);
        });
}

void on_end(void* data, const char* name) {
    auto& reading = reading_of(data);
    if (reading.events.end) reading.tell([&] { return reading.events.end(without_prefix(name)); });
}

void on_text(void* data, const char* text, int size) {
    auto& reading = reading_of(data);
    if (reading.events.text) reading.tell([&] { return reading.events.text({text, static_cast<std::size_t>(size)}); });
}

void on_doctype(void* data, const char*, const char*, const char*, int) {
    auto& reading = reading_of(data);
    reading.doctype = true;
    XML_StopParser(reading.parser, XML_FALSE);
}

}  // namespace

std::string_view attribute_of(const XmlEvents::Attributes& attributes, std::string_view name) {
    const auto found = std::ranges::find(attributes, name, &std::pair<std::string_view, std::string_view>::first);
    return found == attributes.end() ? std::string_view{} : found->second;
}

Result<void> read_xml(std::string_view bytes, const XmlEvents& events) {
    const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser{XML_ParserCreate(nullptr),
                                                                              &XML_ParserFree};
    if (!parser) throw std::bad_alloc{};
    XmlReading reading{events, parser.get()};
    XML_SetUserData(parser.get(), &reading);
    XML_SetElementHandler(parser.get(), on_begin, on_end);
    XML_SetCharacterDataHandler(parser.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
    const auto status = XML_Parse(parser.get(), bytes.data(), static_cast<int>(bytes.size()), XML_TRUE);
    if (reading.fault) std::rethrow_exception(reading.fault);
    if (reading.doctype) return refuse("rows_xlsx.doctype");
    if (reading.stopped) return refuse("rows_xlsx.too_large");
    if (status != XML_STATUS_OK) return refuse("rows_xlsx.broken");
    return {};
}

}  // namespace foerderlauf
