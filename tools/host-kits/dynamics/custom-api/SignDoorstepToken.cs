using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Doorstep
{
    /// <summary>
    /// The plug-in behind the custom API dst_SignDoorstepToken: ContactId (Guid) in, Token (String) out.
    /// The key stays in Azure Key Vault, which signs; the plug-in reaches it by its managed identity.
    /// Not compiled and not run where this kit is tested.
    /// </summary>
    public sealed class SignDoorstepToken : IPlugin
    {
        /// <summary>
        /// The environment variable (JSON) with what differs between installations; nothing in it is a secret:
        /// {"installation": "ins_…", "origin": "https://yourorg.crm11.dynamics.com", "kid": "dynamics-1",
        ///  "key": "https://yourvault.vault.azure.net/keys/doorstep/0123…", "reference": "dst_personreference"}
        /// </summary>
        private const string SettingsName = "dst_DoorstepSettings";

        private static readonly HttpClient Vault = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };

        public void Execute(IServiceProvider services)
        {
            var context = (IPluginExecutionContext)services.GetService(typeof(IPluginExecutionContext));
            var factory = (IOrganizationServiceFactory)services.GetService(typeof(IOrganizationServiceFactory));
            var identity = (IManagedIdentityService)services.GetService(typeof(IManagedIdentityService));

            var asSystem = factory.CreateOrganizationService(null);
            var settings = SettingsOf(asSystem);

            // As the user who asks: whoever may not read this contact gets no token for it.
            var asUser = factory.CreateOrganizationService(context.InitiatingUserId);
            var contactId = (Guid)context.InputParameters["ContactId"];
            var column = (string)settings["reference"];
            var contact = asUser.Retrieve("contact", contactId, new ColumnSet(column));
            var reference = contact.GetAttributeValue<string>(column);
            if (string.IsNullOrWhiteSpace(reference))
                throw new InvalidPluginExecutionException("This contact has no reference in the housing system.");

            var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
            var claims = new Dictionary<string, object>
            {
                ["iss"] = (string)settings["installation"],
                ["aud"] = "doorstep-embed",
                ["sub"] = context.InitiatingUserId.ToString(),
                ["roles"] = RolesOf(asSystem, context.InitiatingUserId),
                ["rec"] = new Dictionary<string, string> { ["type"] = "person", ["id"] = reference.Trim() },
                ["origin"] = (string)settings["origin"],
                ["iat"] = now,
                ["exp"] = now + 300,
                ["jti"] = Guid.NewGuid().ToString(),
            };
            var header = new Dictionary<string, string>
            {
                ["alg"] = "RS256", ["kid"] = (string)settings["kid"], ["typ"] = "JWT",
            };
            var signed = Part(JsonConvert.SerializeObject(header)) + "." + Part(JsonConvert.SerializeObject(claims));
            var access = identity.AcquireToken(new List<string> { "https://vault.azure.net/.default" });
            context.OutputParameters["Token"] = signed + "." + Sign(signed, (string)settings["key"], access);
        }

        private static JObject SettingsOf(IOrganizationService service)
        {
            var request = new OrganizationRequest("RetrieveEnvironmentVariableValue")
            {
                ["DefinitionSchemaName"] = SettingsName,
            };
            return JObject.Parse((string)service.Execute(request)["Value"]);
        }

        /// <summary>Names of the user's own security roles; those that come through a team are not among them.</summary>
        private static string[] RolesOf(IOrganizationService service, Guid userId)
        {
            var query = new QueryExpression("role") { ColumnSet = new ColumnSet("name") };
            query.AddLink("systemuserroles", "roleid", "roleid")
                .LinkCriteria.AddCondition("systemuserid", ConditionOperator.Equal, userId);
            return service.RetrieveMultiple(query).Entities.Select(role => role.GetAttributeValue<string>("name")).ToArray();
        }

        /// <summary>Key Vault signs the digest; its answer is base64url already.</summary>
        private static string Sign(string signed, string key, string access)
        {
            byte[] digest;
            using (var sha256 = SHA256.Create()) digest = sha256.ComputeHash(Encoding.ASCII.GetBytes(signed));
            var body = JsonConvert.SerializeObject(new { alg = "RS256", value = Part(digest) });
            using (var request = new HttpRequestMessage(HttpMethod.Post, key + "/sign?api-version=7.4"))
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access);
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
                using (var response = Vault.SendAsync(request).GetAwaiter().GetResult())
                {
                    if (!response.IsSuccessStatusCode)
                        throw new InvalidPluginExecutionException("Key Vault did not sign: " + (int)response.StatusCode);
                    return (string)JObject.Parse(response.Content.ReadAsStringAsync().GetAwaiter().GetResult())["value"];
                }
            }
        }

        private static string Part(string text) => Part(Encoding.UTF8.GetBytes(text));

        private static string Part(byte[] bytes) =>
            Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }
}
