package io.zendeskbff;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.zendeskbff.renewal.Timing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Repository;
import org.springframework.stereotype.Service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMembers;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shape of the code: the arrows between packages and the rules of the house.
 */
class ArchitectureTests {

	private static final String PACKAGE = "io.zendeskbff";

	private static final JavaClasses MAIN = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(PACKAGE);

	private static final JavaClasses TESTS = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
		.importPackages(PACKAGE);

	@Test
	void arrowsAreThoseOfPackageInfoWhenDrawn() {
		ApplicationModules modules = ApplicationModules.of(ZendeskAccountBff.class);
		assertThat(modules.stream().map((module) -> module.getIdentifier().toString())).containsExactlyInAnyOrder(
				"access", "account", "agent", "audit", "bearer", "billing", "cache", "changes", "check", "connect",
				"connection", "console", "fields", "grant", "guard", "launch", "load", "login", "logout", "openapi",
				"origin", "outgoing", "portal", "problem", "provider", "renewal", "revocation", "security", "session",
				"settings", "shelf", "store", "surface", "throttle", "trace", "upstream", "zendesk");
		modules.verify();
	}

	@Test
	void zendeskHasNoPublicTypeWhenLookedAt() {
		classes().that()
			.resideInAPackage("..zendesk")
			.and()
			.doNotHaveSimpleName("package-info")
			.should()
			.notBePublic()
			.check(MAIN);
	}

	@Test
	void mostTypesArePackagePrivateWhenCounted() {
		List<JavaClass> types = MAIN.stream()
			.filter((type) -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
			.toList();
		long open = types.stream().filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC)).count();
		assertThat(open * 100 / types.size()).isLessThanOrEqualTo(45);
	}

	@Test
	void classesAreFinalWhenSpringDoesNotExtendThem() {
		classes().that()
			.areNotInterfaces()
			.and()
			.areTopLevelClasses()
			.and()
			.areNotAnnotatedWith(Configuration.class)
			.and()
			.haveSimpleNameNotEndingWith("Controller")
			.and()
			.haveSimpleNameNotEndingWith("Advice")
			.and()
			.doNotHaveSimpleName("package-info")
			.and()
			.areNotAssignableFrom(ZendeskAccountBff.class)
			.should()
			.haveModifier(JavaModifier.FINAL)
			.check(MAIN);
	}

	@Test
	void namesSayWhatAThingIsWhenRead() {
		noClasses().should()
			.haveNameMatching(".*(Impl|Base|Abstract\\w*|Util|Utils|Helper|Manager|Dto|Service)")
			.check(MAIN);
	}

	@Test
	void compositionIsExplicitWhenSpringStarts() {
		noMembers().should().beAnnotatedWith(Autowired.class).check(MAIN);
		noMembers().should().beAnnotatedWith(Value.class).check(MAIN);
		noClasses().should()
			.beAnnotatedWith(Component.class)
			.orShould()
			.beAnnotatedWith(Service.class)
			.orShould()
			.beAnnotatedWith(Repository.class)
			.check(MAIN);
		fields().that()
			.areNotStatic()
			.and()
			.areDeclaredInClassesThat()
			.haveSimpleNameEndingWith("Configuration")
			.should()
			.bePrivate()
			.allowEmptyShould(true)
			.check(MAIN);
	}

	@Test
	void nobodyPrintsOrSleepsWhenRunning() {
		noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err").check(MAIN);
		noClasses().should().callMethod(Thread.class, "sleep", long.class).check(MAIN);
		noClasses().should().callMethod(Thread.class, "sleep", long.class).check(TESTS);
	}

	/** A clock may be set while somebody waits: what waits counts nanoseconds. */
	@Test
	void clockOnTheWallIsNotAskedWhenSomethingWaits() {
		noClasses().should()
			.callMethod(System.class, "currentTimeMillis")
			.orShould()
			.callMethod(Instant.class, "now")
			.orShould()
			.callMethod(ZonedDateTime.class, "now")
			.check(MAIN);
		noClasses().that()
			.resideInAnyPackage("..upstream", "..guard", "..agent")
			.or()
			.haveNameMatching(".*\\.throttle\\.(Pause|LastMinute|RequestBudget)")
			.should()
			.dependOnClassesThat()
			.areAssignableTo(InstantSource.class)
			.orShould()
			.dependOnClassesThat()
			.areAssignableTo(Instant.class)
			.check(MAIN);
		noClasses().that()
			.haveSimpleName("Pauses")
			.should()
			.callMethod(Timing.class, "now")
			.orShould()
			.callMethod(Timing.class, "clock")
			.check(MAIN);
	}

	@Test
	void testsSayConditionAndOutcomeWhenNamed() {
		assertThat(TESTS.stream()
			.flatMap((type) -> type.getMethods().stream())
			.filter((method) -> isTest(method))
			.filter((method) -> !method.getName().contains("When")
					|| !method.getOwner().getSimpleName().endsWith("Tests")))
			.isEmpty();
	}

	private static boolean isTest(JavaMethod method) {
		return Set.of(Test.class, ParameterizedTest.class, FuzzTest.class)
			.stream()
			.anyMatch((annotation) -> method.isAnnotatedWith(annotation));
	}

}
