# The production image, from public Temurin images and a plain `docker build .`
FROM eclipse-temurin:25-jdk AS sources
WORKDIR /build

# Everything the build downloads, in a layer that only the pom or the wrapper renews: a build of the main class alone,
# which finds more than dependency:go-offline does (Error Prone, the repackager).
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY src/main/java/io/zendeskbff/*.java src/main/java/io/zendeskbff/
RUN ./mvnw -B -ntp -q -DskipTests package && rm -r target
COPY src/main src/main

# docker build --target demo -t zendesk-account-bff-demo . && docker run --rm --network host zendesk-account-bff-demo
# The local run with a fake Zendesk and an identity provider, for those who have no JDK.
FROM sources AS demo
COPY src/test/java src/test/java
COPY src/test/resources src/test/resources
RUN ./mvnw -B -ntp -q -Dspring-boot.run.skip test-compile spring-boot:test-run
EXPOSE 8080 8081 9000 9001
ENTRYPOINT ["./mvnw", "-B", "-ntp", "-q", "-o", "spring-boot:test-run"]

FROM sources AS build
ARG REVISION=unknown
# Not offline: the SBOM is made only when its plugin may look things up. There is no git here, so the commit is handed in.
RUN ./mvnw -B -ntp -q -DskipTests -Dmaven.gitcommitid.skip process-resources \
    && printf 'git.commit.id=%s\ngit.commit.id.abbrev=%.7s\n' "$REVISION" "$REVISION" >target/classes/git.properties \
    && ./mvnw -B -ntp -q -DskipTests -Dmaven.gitcommitid.skip package \
    && java -Djarmode=tools -jar target/zendesk-account-bff.jar extract --layers --destination extracted \
    && javac -d target/training src/main/docker/Training.java

FROM eclipse-temurin:25-jre AS service
WORKDIR /app
COPY --from=build /build/extracted/dependencies/ ./
COPY --from=build /build/extracted/spring-boot-loader/ ./
COPY --from=build /build/extracted/snapshot-dependencies/ ./
COPY src/main/docker/jvm.options ./
COPY --from=build /build/extracted/application/ ./

# A start of the service and a few seconds' work leave what the JVM has loaded and linked, and how it was used. The second
# start refuses to begin without it, so that a cache of no use fails the build.
FROM service AS training
COPY --from=build /build/target/training /training
ENV ZENDESK_SUBDOMAIN=training ZENDESK_CLIENT_ID=training ZENDESK_CLIENT_SECRET=training \
    PORTAL_ISSUER_URI=https://training.invalid PORTAL_AUDIENCE=training
RUN { java -cp /training Training java @/app/jvm.options -XX:AOTCacheOutput=/tmp/app.aot -jar /app/zendesk-account-bff.jar \
      >/tmp/log 2>&1 || { cat /tmp/log; exit 1; }; } \
    && java @/app/jvm.options -XX:AOTCache=/tmp/app.aot -XX:AOTMode=on -Dspring.context.exit=onRefresh \
      -jar /app/zendesk-account-bff.jar

FROM service
# docker build --build-arg VERSION=0.1.0 --build-arg REVISION="$(git rev-parse HEAD)" .
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="zendesk-account-bff" \
      org.opencontainers.image.description="The backend-for-frontend between a company's web portals and its Zendesk Chat account" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

COPY --from=training /tmp/app.aot ./

# A number, so that Kubernetes can see that it is not root.
USER 10001:10001
# The service, and its health and metrics.
EXPOSE 8080 8081
# The service says itself, in one line of its log, when the JVM could not use the cache.
ENTRYPOINT ["java", "@/app/jvm.options", "-XX:AOTCache=/app/app.aot", "-Xlog:aot=off", "-jar", "/app/zendesk-account-bff.jar"]
