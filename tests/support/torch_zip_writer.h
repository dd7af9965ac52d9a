// SPDX-License-Identifier: GPL-3.0-or-later
// Writes checkpoints as torch does, and such as torch never would, byte by byte: what the checkpoint reader is tested
// on.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace timbre::test {

template <typename Number>
std::string littleEndian(Number value) {
    std::string bytes(sizeof(Number), '\0');
    std::memcpy(bytes.data(), &value, sizeof(Number));
    return bytes;
}

/// Bit by bit from its definition: another way than the reader's table.
inline std::uint32_t zipChecksum(std::string_view bytes) {
    std::uint32_t crc = 0xFFFFFFFF;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1U) ^ (0xEDB88320U & (0U - (crc & 1U)));
        }
    }
    return ~crc;
}

/// The instructions of a pickle, one function for each. Source: CPython, Lib/pickletools.py.
class PickleWriter {
  public:
    explicit PickleWriter(int protocol = 2) : protocol_(protocol) { raw("\x80").raw(std::string(1, char(protocol))); }

    PickleWriter& raw(std::string_view bytes) {
        bytes_ += bytes;
        return *this;
    }
    PickleWriter& text(std::string_view value) {
        if (protocol_ >= 4 && value.size() < 256) {
            return raw("\x8c").raw(std::string(1, static_cast<char>(value.size()))).raw(value);
        }
        return raw("X").raw(littleEndian(static_cast<std::uint32_t>(value.size()))).raw(value);
    }
    PickleWriter& integer(std::int64_t value) {
        if (value >= 0 && value < 256) {
            return raw("K").raw(std::string(1, static_cast<char>(value)));
        }
        if (value >= INT32_MIN && value <= INT32_MAX) {
            return raw("J").raw(littleEndian(static_cast<std::int32_t>(value)));
        }
        return raw("\x8a\x08").raw(littleEndian(value));
    }
    PickleWriter& real(double value) {
        const std::string bytes = littleEndian(std::bit_cast<std::uint64_t>(value));
        return raw("G").raw(std::string(bytes.rbegin(), bytes.rend()));
    }
    PickleWriter& boolean(bool value) { return raw(value ? "\x88" : "\x89"); }
    PickleWriter& none() { return raw("N"); }
    PickleWriter& global(std::string_view module, std::string_view name) {
        if (protocol_ >= 4) {
            return text(module).text(name).raw("\x93");
        }
        return raw("c").raw(module).raw("\n").raw(name).raw("\n");
    }
    PickleWriter& mark() { return raw("("); }
    PickleWriter& emptyTuple() { return raw(")"); }
    PickleWriter& tuple() { return raw("t"); }
    PickleWriter& emptyList() { return raw("]"); }
    PickleWriter& appends() { return raw("e"); }
    PickleWriter& emptyDict() { return raw("}"); }
    PickleWriter& setItems() { return raw("u"); }
    PickleWriter& reduce() { return raw("R"); }
    PickleWriter& newObject() { return raw("\x81"); }
    PickleWriter& build() { return raw("b"); }
    PickleWriter& put(std::uint32_t place) { return raw("r").raw(littleEndian(place)); }
    PickleWriter& get(std::uint32_t place) { return raw("j").raw(littleEndian(place)); }

    PickleWriter& orderedDict() { return global("collections", "OrderedDict").emptyTuple().reduce(); }
    PickleWriter& integers(const std::vector<std::int64_t>& values) {
        mark();
        for (const std::int64_t value : values) {
            integer(value);
        }
        return tuple();
    }
    PickleWriter& storage(std::string_view type, std::string_view key, std::int64_t elements) {
        return mark().text("storage").global("torch", type).text(key).text("cpu").integer(elements).tuple().raw("Q");
    }
    /// Behind storage(): the call that makes a tensor of it. Needs beginTensor() before the storage.
    PickleWriter& beginTensor() { return global("torch._utils", "_rebuild_tensor_v2").mark(); }
    PickleWriter& endTensor(std::int64_t offset, const std::vector<std::int64_t>& shape,
                            const std::vector<std::int64_t>& strides) {
        return integer(offset).integers(shape).integers(strides).boolean(false).orderedDict().tuple().reduce();
    }
    [[nodiscard]] std::string stop() const { return bytes_ + "."; }

  private:
    int protocol_;
    std::string bytes_;
};

struct ZipPart {
    std::string name;
    std::string data;
    std::uint16_t method = 0;  ///< As the headers claim; the data are stored in any case.
};

struct ZipOptions {
    std::string head = "PK";  ///< The first two bytes.
    bool descriptors = true;  ///< Sizes behind the data, as torch does.
    bool end64 = true;        ///< The 64-bit end record, as torch does.
    bool entries64 = false;   ///< Sizes and places in 64-bit extra fields, as above 4 GiB.
};

/// An archive with data at multiples of 64, as torch writes it.
inline std::string writeZip(const std::vector<ZipPart>& parts, const ZipOptions& options = {}) {
    using U16 = std::uint16_t;
    using U32 = std::uint32_t;
    using U64 = std::uint64_t;
    constexpr std::size_t kAlignment = 64;
    std::string file;
    std::string directory;
    for (const ZipPart& part : parts) {
        const bool described = options.descriptors && !part.data.empty();
        const auto flags = static_cast<U16>(described ? 0x0808 : 0x0800);
        const U32 crc = zipChecksum(part.data);
        const auto size = static_cast<U64>(part.data.size());
        const U32 shortSize = options.entries64 ? 0xFFFFFFFF : static_cast<U32>(size);
        const auto start = static_cast<U64>(file.size());
        std::string extra;
        if (options.entries64) {
            extra = littleEndian<U16>(1) + littleEndian<U16>(16) + littleEndian(size) + littleEndian(size);
        }
        const std::size_t unpadded = file.size() + 30 + part.name.size() + extra.size() + 4;
        const std::size_t padding = (kAlignment - unpadded % kAlignment) % kAlignment;
        extra += "FB" + littleEndian(static_cast<U16>(padding)) + std::string(padding, 'Z');
        file += "PK\x03\x04" + littleEndian<U16>(0) + littleEndian(flags) + littleEndian(part.method) +
                littleEndian<U32>(0) + littleEndian(described ? 0 : crc) + littleEndian(described ? 0 : shortSize) +
                littleEndian(described ? 0 : shortSize) + littleEndian(static_cast<U16>(part.name.size())) +
                littleEndian(static_cast<U16>(extra.size())) + part.name + extra + part.data;
        if (described) {
            file += "PK\x07\x08" + littleEndian(crc);
            file += options.entries64 ? littleEndian(size) + littleEndian(size)
                                      : littleEndian(shortSize) + littleEndian(shortSize);
        }
        std::string central64;
        if (options.entries64) {
            central64 = littleEndian<U16>(1) + littleEndian<U16>(24) + littleEndian(size) + littleEndian(size) +
                        littleEndian(start);
        }
        directory += "PK\x01\x02" + std::string(2, '\0') + littleEndian<U16>(0) + littleEndian(flags) +
                     littleEndian(part.method) + littleEndian<U32>(0) + littleEndian(crc) + littleEndian(shortSize) +
                     littleEndian(shortSize) + littleEndian(static_cast<U16>(part.name.size())) +
                     littleEndian(static_cast<U16>(central64.size())) + std::string(10, '\0') +
                     littleEndian(options.entries64 ? 0xFFFFFFFF : static_cast<U32>(start)) + part.name + central64;
    }
    const auto start = static_cast<U64>(file.size());
    const auto count = static_cast<U64>(parts.size());
    const auto size = static_cast<U64>(directory.size());
    file += directory;
    if (options.end64) {
        const auto place = static_cast<U64>(file.size());
        file += "PK\x06\x06" + littleEndian<U64>(44) + littleEndian<U32>(0) + std::string(8, '\0') +
                littleEndian(count) + littleEndian(count) + littleEndian(size) + littleEndian(start);
        file += "PK\x06\x07" + littleEndian<U32>(0) + littleEndian(place) + littleEndian<U32>(1);
    }
    file += "PK\x05\x06" + std::string(4, '\0') + littleEndian(static_cast<U16>(count)) +
            littleEndian(static_cast<U16>(count)) + littleEndian(static_cast<U32>(size)) +
            littleEndian(static_cast<U32>(start)) + std::string(2, '\0');
    if (options.head != "PK") {
        file.replace(0, 2, options.head);
    }
    return file;
}

/// The parts of a torch archive around its pickle and storages ("0", "1" ...).
inline std::vector<ZipPart> torchParts(const std::string& pickle, const std::vector<std::string>& storages,
                                       const std::string& root = "archive") {
    std::vector<ZipPart> parts{{root + "/data.pkl", pickle}, {root + "/byteorder", "little"}};
    for (std::size_t i = 0; i < storages.size(); ++i) {
        parts.push_back({root + "/data/" + std::to_string(i), storages[i]});
    }
    parts.push_back({root + "/version", "3\n"});
    return parts;
}

struct TestTensor {
    std::string name;
    std::vector<std::int64_t> shape;
};

/// {"weight": OrderedDict of half tensors with one storage each, and what `rest` adds to the top's items}.
inline std::string writeModel(const std::vector<TestTensor>& tensors,
                              const std::function<void(PickleWriter&)>& rest = {}, const ZipOptions& options = {},
                              int protocol = 2) {
    PickleWriter pickle(protocol);
    std::vector<std::string> storages;
    pickle.emptyDict().mark().text("weight").orderedDict().mark();
    for (const TestTensor& tensor : tensors) {
        std::int64_t elements = 1;
        std::vector<std::int64_t> strides(tensor.shape.size(), 1);
        for (std::size_t i = tensor.shape.size(); i > 0; --i) {
            strides[i - 1] = elements;
            elements *= tensor.shape[i - 1];
        }
        pickle.text(tensor.name).beginTensor();
        pickle.storage("HalfStorage", std::to_string(storages.size()), elements).endTensor(0, tensor.shape, strides);
        std::string data;
        for (std::int64_t i = 0; i < elements; ++i) {
            data += littleEndian(static_cast<std::uint16_t>(0x3000 + (i + std::int64_t(storages.size())) % 1024));
        }
        storages.push_back(std::move(data));
    }
    pickle.setItems();
    if (rest) {
        rest(pickle);
    }
    return writeZip(torchParts(pickle.setItems().stop(), storages), options);
}

/// Items "config": utils.HParams with model attributes, and "info", as fine-tuned SoVITS files have them.
inline void addHParams(PickleWriter& pickle, const std::string& version) {
    pickle.text("config").global("utils", "HParams").emptyTuple().newObject().emptyDict().mark();
    pickle.text("model").global("utils", "HParams").emptyTuple().newObject().emptyDict().mark();
    pickle.text("version").text(version).text("n_heads").integer(2).text("p_dropout").real(0.1);
    pickle.text("upsample_rates").emptyList().mark().integer(10).integer(8).integer(2).appends();
    pickle.setItems().build().text("name").text("test").setItems().build();
    pickle.text("info").text("8epoch_96iteration");
}

/// A small SoVITS model with the tensors that its version is told by.
/// @param version  "v1", "v2", "v2Pro", "v2ProPlus", "v3" or "v4".
inline std::vector<TestTensor> sovitsTensors(const std::string& version) {
    const bool first = version == "v1";
    const bool flow = version == "v3" || version == "v4";
    std::vector<TestTensor> tensors{{"enc_p.text_embedding.weight", {first ? 322 : 732, 2}},
                                    {"ref_enc.spectral.0.fc.weight", {2, first ? 1025 : 704}}};
    if (flow) {
        for (const char* const part : {"to_q", "to_k", "to_v", "to_out.0"}) {
            const std::string to = "cfm.estimator.transformer_blocks.0.attn." + std::string(part);
            tensors.push_back({to + ".weight", {6, 4}});
            tensors.push_back({to + ".bias", {6}});
        }
        tensors.push_back({"bridge.0.weight", {4, 2, 1}});
        return tensors;
    }
    tensors.push_back({"dec.conv_pre.weight", {4, 2, 7}});
    tensors.push_back({"dec.ups.0.weight_v", {4, 2, version == "v2ProPlus" ? 20 : 16}});
    if (version == "v2Pro" || version == "v2ProPlus") {
        tensors.push_back({"sv_emb.weight", {4, 8}});
    }
    return tensors;
}

inline std::string sovitsFile(const std::string& version, const std::string& head = "PK") {
    return writeModel(sovitsTensors(version), [&](PickleWriter& pickle) { addHParams(pickle, version); },
                      {.head = head});
}

/// A LoRA overlay of sovitsTensors("v3") with rank 2; reduced to the LoRA tensors, or with another tensor besides.
inline std::vector<TestTensor> loraTensors(bool reduced) {
    std::vector<TestTensor> tensors;
    for (const char* const part : {"to_q", "to_k", "to_v", "to_out.0"}) {
        const std::string to =
            "cfm.base_model.model.estimator.transformer_blocks.0.attn." + std::string(part) + ".lora_";
        tensors.push_back({to + "A.default.weight", {2, 4}});
        tensors.push_back({to + "B.default.weight", {6, 2}});
    }
    if (!reduced) {
        tensors.push_back({"bridge.0.weight", {4, 2, 1}});
        tensors.push_back({"cfm.base_model.model.estimator.rotary_embed.inv_freq", {3}});
    }
    return tensors;
}

inline std::string loraFile(const std::string& version, const std::string& head, bool reduced = false) {
    const auto rest = [&](PickleWriter& pickle) {
        addHParams(pickle, version);
        pickle.text("lora_rank").integer(2);
    };
    return writeModel(loraTensors(reduced), rest, {.head = head});
}

/// A GPT model of width 4 with 2 heads, 512 phones and 10 tokens.
inline std::vector<TestTensor> gptTensors(std::int64_t layers) {
    std::vector<TestTensor> tensors{{"model.bert_proj.weight", {4, 8}},
                                    {"model.bert_proj.bias", {4}},
                                    {"model.ar_text_embedding.word_embeddings.weight", {512, 4}},
                                    {"model.ar_text_position.alpha", {1}},
                                    {"model.ar_audio_embedding.word_embeddings.weight", {10, 4}},
                                    {"model.ar_audio_position.alpha", {1}}};
    for (std::int64_t i = 0; i < layers; ++i) {
        const std::string at = "model.h.layers." + std::to_string(i) + ".";
        const std::vector<TestTensor> layer{{at + "self_attn.in_proj_weight", {12, 4}},
                                            {at + "self_attn.in_proj_bias", {12}},
                                            {at + "self_attn.out_proj.weight", {4, 4}},
                                            {at + "self_attn.out_proj.bias", {4}},
                                            {at + "linear1.weight", {16, 4}},
                                            {at + "linear1.bias", {16}},
                                            {at + "linear2.weight", {4, 16}},
                                            {at + "linear2.bias", {4}},
                                            {at + "norm1.weight", {4}},
                                            {at + "norm1.bias", {4}},
                                            {at + "norm2.weight", {4}},
                                            {at + "norm2.bias", {4}}};
        tensors.insert(tensors.end(), layer.begin(), layer.end());
    }
    tensors.push_back({"model.ar_predict_layer.weight", {10, 4}});
    return tensors;
}

/// The items "config" and "info" of a GPT model.
inline void addGptConfig(PickleWriter& pickle, std::int64_t layers, std::int64_t heads = 2) {
    pickle.text("config").emptyDict().mark().text("model").emptyDict().mark();
    pickle.text("vocab_size").integer(10).text("phoneme_vocab_size").integer(512).text("hidden_dim").integer(4);
    pickle.text("head").integer(heads).text("n_layer").integer(layers).text("EOS").integer(9).setItems().setItems();
    pickle.text("info").text("GPT-e15");
}

inline std::string gptFile(std::int64_t layers = 2) {
    return writeModel(gptTensors(layers), [&](PickleWriter& pickle) { addGptConfig(pickle, layers); });
}

/// A .safetensors file.
inline std::string writeSafetensorsText(const std::string& header, const std::string& data) {
    return littleEndian(static_cast<std::uint64_t>(header.size())) + header + data;
}

}  // namespace timbre::test
