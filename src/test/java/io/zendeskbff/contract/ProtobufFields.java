package io.zendeskbff.contract;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The fields of one protobuf message, as far as a test of OTLP looks: its numbers and its
 * octets.
 */
record ProtobufFields(List<Field> fields) {

	/** The wire types, protobuf's "Encoding" page. */
	private static final int VARINT = 0;

	private static final int FIXED64 = 1;

	private static final int LENGTH = 2;

	private static final int FIXED32 = 5;

	static ProtobufFields of(byte[] message) {
		ByteBuffer octets = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
		List<Field> fields = new ArrayList<>();
		while (octets.hasRemaining()) {
			long tag = varint(octets);
			fields.add(field((int) (tag >>> 3), (int) (tag & 7), octets));
		}
		return new ProtobufFields(fields);
	}

	private static Field field(int number, int type, ByteBuffer octets) {
		return switch (type) {
			case VARINT -> new Field(number, varint(octets), "");
			case FIXED64 -> new Field(number, octets.getLong(), "");
			case FIXED32 -> new Field(number, octets.getInt(), "");
			case LENGTH -> {
				byte[] value = new byte[(int) varint(octets)];
				octets.get(value);
				yield new Field(number, 0, new String(value, ISO_8859_1));
			}
			default -> throw new AssertionError("No wire type " + type);
		};
	}

	private static long varint(ByteBuffer octets) {
		long value = 0;
		for (int shift = 0;; shift += 7) {
			byte octet = octets.get();
			value |= (octet & 0x7FL) << shift;
			if (octet >= 0) {
				return value;
			}
		}
	}

	Stream<ProtobufFields> messages(int number) {
		return all(number).map((field) -> of(field.octets().getBytes(ISO_8859_1)));
	}

	String text(int number) {
		return all(number).map((field) -> new String(field.octets().getBytes(ISO_8859_1), UTF_8))
			.findFirst()
			.orElse("");
	}

	String hex(int number) {
		return all(number).map((field) -> HexFormat.of().formatHex(field.octets().getBytes(ISO_8859_1)))
			.findFirst()
			.orElse("");
	}

	long number(int number) {
		return all(number).mapToLong(Field::value).findFirst().orElse(0);
	}

	private Stream<Field> all(int number) {
		return this.fields.stream().filter((field) -> field.number() == number);
	}

	/**
	 * One field; only one of its two values has a meaning, octets as one character each.
	 */
	record Field(int number, long value, String octets) {
	}

}
