# The production image, from public Temurin images and a plain `docker build .`
FROM eclipse-temurin:25-jdk AS build
WORKDIR /build

# Everything the build downloads, in a layer that only the pom or the wrapper renews: a build of the main class alone,
# which finds more than dependency:go-offline does (Error Prone, the repackager).
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY src/main/java/io/zendeskbff/*.java src/main/java/io/zendeskbff/
RUN ./mvnw -B -ntp -q -DskipTests package && rm -r target

COPY src/main src/main
RUN ./mvnw -B -ntp -o -q -DskipTests package \
    && java -Djarmode=tools -jar target/zendesk-account-bff.jar extract --layers --destination extracted

FROM eclipse-temurin:25-jre
# docker build --build-arg VERSION=0.1.0 --build-arg REVISION="$(git rev-parse HEAD)" .
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="zendesk-account-bff" \
      org.opencontainers.image.description="The backend-for-frontend between a company's web portals and its Zendesk Chat account" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

WORKDIR /app
COPY --from=build /build/extracted/dependencies/ ./
COPY --from=build /build/extracted/spring-boot-loader/ ./
COPY --from=build /build/extracted/snapshot-dependencies/ ./
COPY src/main/docker/jvm.options ./
COPY --from=build /build/extracted/application/ ./

# A number, so that Kubernetes can see that it is not root.
USER 10001:10001
# The service, and its health and metrics.
EXPOSE 8080 8081
ENTRYPOINT ["java", "@/app/jvm.options", "-jar", "/app/zendesk-account-bff.jar"]
