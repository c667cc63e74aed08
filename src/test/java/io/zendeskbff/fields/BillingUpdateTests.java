package io.zendeskbff.fields;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

/**
 * A change of billing fields cannot exist unless it is valid.
 */
class BillingUpdateTests {

	private final SequencedMap<BillingField, Object> values = new LinkedHashMap<>();

	BillingUpdateTests() {
		this.values.put(BillingField.STATE, "Canary");
		this.values.put(BillingField.CYCLE, 12);
		this.values.put(BillingField.CITY, "");
	}

	@Test
	void valuesKeepTheirOrderWhenGiven() {
		BillingUpdate update = new BillingUpdate(this.values);
		assertThat(update.values()).containsExactly(entry(BillingField.STATE, "Canary"), entry(BillingField.CYCLE, 12),
				entry(BillingField.CITY, ""));
		assertThat(update.fields()).containsExactly(BillingField.STATE, BillingField.CYCLE, BillingField.CITY);
	}

	@Test
	void updateStaysAsItIsWhenGivenMapChanges() {
		BillingUpdate update = new BillingUpdate(this.values);
		this.values.put(BillingField.EMAIL, "not valid");
		this.values.remove(BillingField.STATE);
		assertThat(update.fields()).containsExactly(BillingField.STATE, BillingField.CYCLE, BillingField.CITY);
	}

	@Test
	void updateRefusesWhenSomebodyChangesItsValues() {
		BillingUpdate update = new BillingUpdate(this.values);
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> update.values().put(BillingField.CYCLE, 0));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> update.values().reversed().remove(BillingField.CYCLE));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> update.values().firstEntry().setValue("not checked"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> update.fields().removeFirst());
	}

	@Test
	void updateIsRefusedWhenItChangesNothing() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> new BillingUpdate(new LinkedHashMap<>()));
	}

	@ParameterizedTest
	@CsvSource({ "COUNTRY_CODE, Canary", "EMAIL, Canary", "PHONE, Canary", "CYCLE, Canary",
			"POSTAL_CODE, Canary567890123456", "COMPANY, 'Canary\u0007'" })
	void updateIsRefusedWithoutTheValueWhenAValueIsInvalid(BillingField field, String value) {
		this.values.put(field, value);
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new BillingUpdate(this.values))
			.withMessage("Not a valid " + field.key())
			.satisfies((ex) -> assertThat(Throwables.getStackTrace(ex)).doesNotContain("Canary"));
	}

	@ParameterizedTest
	@EnumSource
	void updateIsRefusedWhenAValueIsOfTheWrongType(BillingField field) {
		Object wrong = (field == BillingField.CYCLE) ? "1" : 1;
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> new BillingUpdate(new LinkedHashMap<>(Map.of(field, wrong))));
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> new BillingUpdate(new LinkedHashMap<>(Map.of(field, 1L))));
	}

	@Test
	void onlyFieldsAreShownInTheirOrderWhenPrinted() {
		this.values.put(BillingField.ADDRESS2, "Canary");
		this.values.put(BillingField.ADDRESS1, "Canary");
		this.values.put(BillingField.COMPANY, "Canary");
		assertThat(new BillingUpdate(this.values))
			.hasToString("BillingUpdate[STATE, CYCLE, CITY, ADDRESS2, ADDRESS1, COMPANY]");
	}

}
