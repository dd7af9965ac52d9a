// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/checkpoint_mutation.h"

#include <algorithm>
#include <array>
#include <limits>
#include <random>
#include <string_view>

#include "tests/support/torch_zip_writer.h"

namespace timbre::test {

namespace {

template <typename Number>
Number numberAt(const std::string& bytes, std::size_t place) {
    Number value = 0;
    std::memcpy(&value, bytes.data() + place, sizeof(Number));
    return value;
}

void dissectSafetensors(FuzzBase& base) {
    const std::size_t start = 8 + static_cast<std::size_t>(numberAt<std::uint64_t>(base.bytes, 0));
    base.data.emplace_back(start, base.bytes.size());
    base.headers = {0, 8};
}

void dissectArchive(FuzzBase& base) {
    const std::size_t end = base.bytes.rfind("PK\x05\x06");
    std::size_t place = numberAt<std::uint32_t>(base.bytes, end + 16);
    base.headers.push_back(end);
    for (int left = numberAt<std::uint16_t>(base.bytes, end + 10); left > 0; --left) {
        const std::size_t nameBytes = numberAt<std::uint16_t>(base.bytes, place + 28);
        const std::size_t extraBytes = numberAt<std::uint16_t>(base.bytes, place + 30);
        const std::string name = base.bytes.substr(place + 46, nameBytes);
        std::size_t size = numberAt<std::uint32_t>(base.bytes, place + 24);
        std::size_t header = numberAt<std::uint32_t>(base.bytes, place + 42);
        if (header == 0xFFFFFFFF) {
            size = numberAt<std::uint64_t>(base.bytes, place + 46 + nameBytes + 4);
            header = numberAt<std::uint64_t>(base.bytes, place + 46 + nameBytes + 20);
        }
        const std::size_t data = header + 30 + numberAt<std::uint16_t>(base.bytes, header + 26) +
                                 numberAt<std::uint16_t>(base.bytes, header + 28);
        base.headers.push_back(place);
        base.headers.push_back(header);
        if (name.find("/data/") != std::string::npos) {
            base.data.emplace_back(data, data + size);
        } else if (name.ends_with("/data.pkl")) {
            base.pickleStart = data;
            base.pickleEnd = data + size;
            const bool described = (numberAt<std::uint16_t>(base.bytes, header + 6) & 8U) != 0;
            base.checksums = {place + 16, described ? data + size + 4 : header + 14};
        }
        place += 46 + nameBytes + extraBytes;
    }
    for (const char* const signature : {"PK\x06\x06", "PK\x06\x07"}) {
        if (const auto found = base.bytes.rfind(signature); found != std::string::npos) {
            base.headers.push_back(found);
        }
    }
}

/// Draws and damage, with a record of what was hit.
class Mutator {
  public:
    Mutator(const FuzzBase& base, const FuzzBase& other, std::uint64_t seed, const std::string& command)
        : base_(base), other_(other), command_(command), random_(seed) {
        result_.bytes = base.bytes;
    }

    Mutation run() {
        const std::uint64_t kinds = base_.archive ? 9 : 5;
        switch (draw(kinds)) {
            case 0:
                flipBits();
                break;
            case 1:
                setBytes();
                break;
            case 2:
                truncate();
                break;
            case 3:
                splice();
                break;
            case 4:
                lieInHeader();
                break;
            case 5:
                damageNearHeader();
                break;
            case 6:
                lieInPickle();
                break;
            case 7:
                swapOpcode();
                break;
            default:
                insertCall();
                break;
        }
        return std::move(result_);
    }

  private:
    // Not std::uniform_int_distribution: its results differ between libraries.
    std::uint64_t draw(std::uint64_t below) { return below == 0 ? 0 : random_() % below; }

    /// Half of the draws fall on the parts with meaning, which are small beside the data.
    std::size_t anyPlace() {
        if (!base_.headers.empty() && draw(2) == 0) {
            const std::size_t header = base_.headers[draw(base_.headers.size())];
            return std::min<std::size_t>(header + draw(64), base_.bytes.size() - 1);
        }
        return draw(base_.bytes.size());
    }

    void put(std::size_t place, std::string_view bytes) {
        const std::size_t count = std::min(bytes.size(), result_.bytes.size() - std::min(place, result_.bytes.size()));
        const bool inData = std::ranges::any_of(
            base_.data, [&](const auto& range) { return place >= range.first && place + count <= range.second; });
        const bool same = count == 0 || result_.bytes.compare(place, count, bytes.substr(0, count)) == 0;
        result_.structural = result_.structural || (!inData && !same);
        if (count > 0) {
            result_.bytes.replace(place, count, bytes.substr(0, count));
        }
    }

    void flipBits() {
        result_.kind = "bit flips";
        for (std::uint64_t left = 1 + draw(4); left > 0; --left) {
            const std::size_t place = anyPlace();
            put(place, std::string(1, static_cast<char>(result_.bytes[place] ^ (1 << draw(8)))));
        }
    }

    void setBytes() {
        result_.kind = "byte sets";
        for (std::uint64_t left = 1 + draw(8); left > 0; --left) {
            constexpr std::array<unsigned char, 6> kEdges{0x00, 0xFF, 0x7F, 0x80, '0', 'P'};
            const std::size_t place = anyPlace();
            const std::uint64_t choice = draw(12);
            const auto value = choice < kEdges.size() ? kEdges[choice] : static_cast<unsigned char>(draw(256));
            put(place, std::string(1, static_cast<char>(value)));
        }
    }

    void truncate() {
        result_.kind = "truncations";
        result_.bytes.resize(anyPlace());
        result_.structural = true;
    }

    void splice() {
        result_.kind = "splices";
        const std::size_t from = draw(other_.bytes.size());
        const std::size_t count = 1 + draw(std::min<std::size_t>(other_.bytes.size() - from, 4096));
        put(anyPlace(), std::string_view(other_.bytes).substr(from, count));
    }

    std::uint64_t edgeNumber(std::uint64_t old) {
        switch (draw(10)) {
            case 0:
                return 0;
            case 1:
                return old + 1;
            case 2:
                return old - 1;
            case 3:
                return old * 2;
            case 4:
                return base_.bytes.size();
            case 5:
                return std::numeric_limits<std::uint64_t>::max();
            case 6:
                return std::numeric_limits<std::uint32_t>::max();
            case 7:
                return std::uint64_t{1} << draw(64);
            case 8:
                return draw(base_.bytes.size());
            default:
                return random_();
        }
    }

    void lieAt(std::size_t place, std::size_t width) {
        if (place + width > result_.bytes.size()) {
            return;
        }
        std::uint64_t old = 0;
        std::memcpy(&old, result_.bytes.data() + place, width);
        put(place, littleEndian(edgeNumber(old)).substr(0, width));
    }

    void lieInHeader() {
        result_.kind = "lying headers";
        constexpr std::array<std::size_t, 3> kWidths{2, 4, 8};
        if (!base_.archive && draw(2) == 0) {
            const std::size_t end = std::min(base_.data.front().first, base_.bytes.size());
            const std::size_t digit = base_.bytes.find_first_of("0123456789", 8 + draw(end - 8));
            if (digit < end) {
                put(digit, std::to_string(draw(10)));
            }
            return;
        }
        const std::size_t header = base_.headers[draw(base_.headers.size())];
        lieAt(header + draw(56), kWidths[draw(kWidths.size())]);
    }

    void damageNearHeader() {
        result_.kind = "header bytes";
        const std::size_t header = base_.headers[draw(base_.headers.size())];
        const std::size_t place = std::min<std::size_t>(header + draw(64), base_.bytes.size() - 1);
        put(place, std::string(1, static_cast<char>(draw(256))));
    }

    /// Makes the damaged pickle look untouched.
    void forgeChecksum() {
        const std::string_view pickle =
            std::string_view(result_.bytes).substr(base_.pickleStart, base_.pickleEnd - base_.pickleStart);
        const std::string crc = littleEndian(zipChecksum(pickle));
        for (const std::size_t place : base_.checksums) {
            put(place, crc);
        }
        result_.forged = true;
    }

    std::size_t picklePlace() { return base_.pickleStart + draw(base_.pickleEnd - base_.pickleStart); }

    void lieInPickle() {
        result_.kind = "lying pickles";
        constexpr std::string_view kSized = "XKMJqrhj";
        const std::size_t start = picklePlace();
        std::size_t place = result_.bytes.find_first_of(kSized, start);
        if (place >= base_.pickleEnd) {
            place = start;
        }
        const std::size_t width = result_.bytes[place] == 'X' || result_.bytes[place] == 'J' ? 4 : 1;
        lieAt(place + 1, std::min(width, base_.pickleEnd - place));
        forgeChecksum();
    }

    void swapOpcode() {
        result_.kind = "opcode swaps";
        constexpr std::string_view kOpcodes =
            "(.0123FGIJKLMNPQRSTUVXabcdeghijlopqrstu}])\x80\x81\x85\x86\x87\x88\x89\x8a\x8c\x93\x94";
        for (std::uint64_t left = 1 + draw(3); left > 0; --left) {
            std::size_t place = result_.bytes.find_first_of("(}])Rtubseqrh", picklePlace());
            place = place < base_.pickleEnd ? place : base_.pickleStart;
            put(place, std::string(1, kOpcodes[draw(kOpcodes.size())]));
        }
        forgeChecksum();
    }

    /// os.system(command), once as the first instruction and else where an instruction is likely to begin.
    void insertCall() {
        result_.kind = "inserted calls";
        const std::string call =
            "cos\nsystem\n(X" + littleEndian(static_cast<std::uint32_t>(command_.size())) + command_ + "tR";
        std::size_t place = base_.pickleStart + 2;
        if (draw(3) != 0) {
            place = result_.bytes.find_first_of("(}])X", picklePlace());
        }
        if (place + call.size() < base_.pickleEnd) {
            put(place, call);
        }
        forgeChecksum();
    }

    const FuzzBase& base_;
    const FuzzBase& other_;
    const std::string& command_;
    std::mt19937_64 random_;
    Mutation result_;
};

}  // namespace

FuzzBase dissect(std::string name, std::string bytes) {
    FuzzBase base;
    base.name = std::move(name);
    base.bytes = std::move(bytes);
    base.archive = base.bytes.size() > 8 && base.bytes[8] != '{';
    if (base.archive) {
        dissectArchive(base);
    } else {
        dissectSafetensors(base);
    }
    return base;
}

Mutation mutate(const FuzzBase& base, const FuzzBase& other, std::uint64_t seed, const std::string& command) {
    return Mutator(base, other, seed, command).run();
}

}  // namespace timbre::test
